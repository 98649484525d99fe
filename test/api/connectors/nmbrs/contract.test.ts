import { fault } from '../../../../api/sandbox/hr/nmbrs/answer-soap.ts';
import type { NmbrsTables } from '../../../../api/sandbox/hr/nmbrs/records.ts';
import { type ConnectorUnderTest, describeConnectorContract } from '../../../contracts/connector-contract.ts';
import { asNmbrsSays, asNmbrsSaysBySoap, openNmbrs } from './open-nmbrs.ts';

const always = { concerns: () => true };
const html = { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' };

/** Two records of one moment that say something else. */
const contradict = (tables: NmbrsTables, personKey: string): void => {
  const [info] = tables.employees.find(({ employeeId }) => employeeId === personKey)?.info ?? [];
  const employee = tables.employees.find(({ employeeId }) => employeeId === personKey);
  if (info) employee?.info.push({ ...info, basicInfo: { ...info.basicInfo, firstName: 'Somebody else' } });
};

describeConnectorContract('nmbrs connector on a stand-in', async (): Promise<ConnectorUnderTest> => {
  const { nmbrs, connector, connect, close } = await openNmbrs();
  return {
    connector,
    asSeen: asNmbrsSays,
    fill: async (content) => {
      nmbrs.setFaults([]);
      nmbrs.load(content);
      await connect();
    },
    contradict: async (personKey) => nmbrs.edit((tables) => contradict(tables, personKey)),
    breakages: [
      { name: 'the consent was withdrawn', spoil: async () => nmbrs.withdraw() },
      { name: 'an answer is cut', spoil: async () => nmbrs.setFaults([{ ...always, with: 'cut' }]) },
      { name: 'a proxy answers', spoil: async () => nmbrs.setFaults([{ ...always, with: html }]) },
      { name: 'no companies', spoil: async () => nmbrs.edit((tables) => void tables.companies.splice(0)) },
      { name: 'no employees', spoil: async () => nmbrs.edit((tables) => void tables.employees.splice(0)) },
      {
        name: 'no employments',
        spoil: async () =>
          nmbrs.edit(({ employees }) => {
            for (const employee of employees) employee.employments.splice(0);
          }),
      },
      {
        name: 'no departments',
        spoil: async () =>
          nmbrs.edit(({ employees }) => {
            for (const employee of employees) employee.departments.splice(0);
          }),
      },
    ],
    close,
  };
});

describeConnectorContract('nmbrs connector over SOAP on a stand-in', async (): Promise<ConnectorUnderTest> => {
  const { nmbrs, connector, close } = await openNmbrs({ api: 'soap' });
  return {
    connector,
    asSeen: asNmbrsSaysBySoap,
    fill: async (content) => {
      nmbrs.setFaults([]);
      nmbrs.load(content);
    },
    contradict: async (personKey) => nmbrs.edit((tables) => contradict(tables, personKey)),
    breakages: [
      {
        name: 'a wrong token',
        spoil: async () => nmbrs.setFaults([{ ...always, with: fault('1001: Invalid authentication') }]),
      },
      { name: 'an answer is cut', spoil: async () => nmbrs.setFaults([{ ...always, with: 'cut' }]) },
      { name: 'a proxy answers', spoil: async () => nmbrs.setFaults([{ ...always, with: html }]) },
      { name: 'no companies', spoil: async () => nmbrs.edit((tables) => void tables.companies.splice(0)) },
      { name: 'no employees', spoil: async () => nmbrs.edit((tables) => void tables.employees.splice(0)) },
    ],
    close,
  };
});
