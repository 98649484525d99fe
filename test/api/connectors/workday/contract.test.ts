import { type ConnectorUnderTest, describeConnectorContract } from '../../../contracts/connector-contract.ts';
import { asWorkdayReportSays, asWorkdaySays, openWorkday, reportSettings, type WorkdayHouse } from './open-workday.ts';

const always = { concerns: () => true };
const html = { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' };

const breakagesOf = ({ workday }: WorkdayHouse) => [
  { name: 'nobody gets in', spoil: async () => workday.setFaults([{ ...always, with: { status: 401, body: '' } }]) },
  { name: 'an answer is cut', spoil: async () => workday.setFaults([{ ...always, with: 'cut' as const }]) },
  { name: 'a proxy answers', spoil: async () => workday.setFaults([{ ...always, with: html }]) },
];

describeConnectorContract('workday connector on a stand-in', async (): Promise<ConnectorUnderTest> => {
  const house = await openWorkday({ changes: false });
  const { workday, connector, close } = house;
  return {
    connector,
    asSeen: asWorkdaySays,
    fill: async (content) => {
      workday.setFaults([]);
      workday.load(content);
    },
    contradict: async (personKey) =>
      workday.edit(({ workers }) => {
        const record = workers.find(({ workerId }) => workerId === personKey);
        if (record === undefined) return;
        const { wid } = record;
        // The same log entries, so that the copy is found as the first one is.
        workers.push({
          ...record,
          spoil: (worker) => {
            (worker['wd:Worker_Reference'] as { 'wd:ID': object[] })['wd:ID'] = [
              { '@wd:type': 'WID', '#text': `${wid.slice(1)}0` },
              { '@wd:type': 'Employee_ID', '#text': 'another' },
            ];
          },
        });
      }),
    breakages: [
      ...breakagesOf(house),
      {
        name: 'no workers',
        spoil: async () =>
          workday.setFaults([
            {
              concerns: ({ body }) => body.includes('Get_Workers'),
              with: {
                status: 200,
                body: '<e:Envelope xmlns:e="x"><e:Body><Get_Workers_Response><Response_Results><Total_Results>0</Total_Results><Total_Pages>0</Total_Pages><Page_Results>0</Page_Results><Page>1</Page></Response_Results></Get_Workers_Response></e:Body></e:Envelope>',
              },
            },
          ]),
      },
      { name: 'no organisations', spoil: async () => workday.edit((tables) => void tables.organizations.splice(0)) },
    ],
    close,
  };
});

describeConnectorContract('workday connector on a report', async (): Promise<ConnectorUnderTest> => {
  const { nameUse: _use, active: _active, ...columns } = reportSettings.columns;
  const house = await openWorkday({ ...reportSettings, columns: { ...columns, nameUse: 'Name_Use' } });
  const { workday, connector, close } = house;
  let held: Parameters<typeof workday.load>[0] = { people: [], units: [] };
  return {
    connector,
    asSeen: asWorkdayReportSays,
    fill: async (content) => {
      held = content;
      workday.setFaults([]);
      workday.load(content);
    },
    contradict: async (personKey) =>
      workday.load({
        ...held,
        people: held.people.flatMap((one) =>
          one.personKey === personKey ? [one, { ...one, callName: 'Somebody else' }] : [one],
        ),
      }),
    breakages: [
      ...breakagesOf(house),
      { name: 'an empty report', spoil: async () => workday.load({ people: [], units: [] }) },
    ],
    close,
  };
});
