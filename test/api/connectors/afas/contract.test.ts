import type { AfasTables } from '../../../../api/sandbox/hr/afas/to-rows.ts';
import { type ConnectorUnderTest, describeConnectorContract } from '../../../contracts/connector-contract.ts';
import { asAfasSays, openAfas } from './open-afas.ts';

describeConnectorContract('afas connector on a stand-in', async (): Promise<ConnectorUnderTest> => {
  const { afas, connector, close } = await openAfas();
  const always = { concerns: () => true };
  const html = { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' };
  return {
    connector,
    asSeen: asAfasSays,
    fill: async (content) => {
      afas.setFaults([]);
      afas.load(content);
    },
    contradict: async (personKey) =>
      afas.edit(({ persons }: AfasTables) => {
        const row = persons.find(({ Persoonsnummer }) => Persoonsnummer === personKey);
        if (row) persons.push({ ...row, Medewerker: 'another', Roepnaam: 'Somebody else' });
      }),
    breakages: [
      {
        name: 'the token has ended',
        spoil: async () => afas.setFaults([{ ...always, with: { status: 401, body: '' } }]),
      },
      { name: 'an answer is cut', spoil: async () => afas.setFaults([{ ...always, with: 'cut' }]) },
      { name: 'a proxy answers', spoil: async () => afas.setFaults([{ ...always, with: html }]) },
      { name: 'no persons', spoil: async () => afas.edit((tables) => void tables.persons.splice(0)) },
      { name: 'no units', spoil: async () => afas.edit((tables) => void tables.units.splice(0)) },
    ],
    close,
  };
});
