import type { YouforceTables } from '../../../../api/sandbox/hr/youforce/to-rows.ts';
import { type ConnectorUnderTest, describeConnectorContract } from '../../../contracts/connector-contract.ts';
import { asYouforceSays, openYouforce } from './open-youforce.ts';

const always = { concerns: () => true };
const lists = { concerns: ({ method }: { method: string }) => method === 'GET' };
const html = { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' };

describeConnectorContract('youforce connector on a stand-in', async (): Promise<ConnectorUnderTest> => {
  const { youforce, connector, close } = await openYouforce();
  return {
    connector,
    asSeen: asYouforceSays,
    fill: async (content) => {
      youforce.setFaults([]);
      youforce.load(content);
    },
    contradict: async (personKey) =>
      youforce.edit(({ persons }: YouforceTables) => {
        for (const row of persons) if (row.personCode === personKey) row.nameAssembleOrder = 'Z';
      }),
    breakages: [
      { name: 'an answer is cut', spoil: async () => youforce.setFaults([{ ...lists, with: 'cut' }]) },
      { name: 'a proxy answers', spoil: async () => youforce.setFaults([{ ...always, with: html }]) },
      { name: 'no rights', spoil: async () => youforce.setFaults([{ ...lists, with: { status: 403, body: '' } }]) },
      { name: 'no persons', spoil: async () => youforce.edit((tables) => void tables.persons.splice(0)) },
      { name: 'no employments', spoil: async () => youforce.edit((tables) => void tables.employments.splice(0)) },
      { name: 'no units', spoil: async () => youforce.edit((tables) => void tables.organizationUnits.splice(0)) },
      { name: 'no job profiles', spoil: async () => youforce.edit((tables) => void tables.jobProfiles.splice(0)) },
    ],
    close,
  };
});
