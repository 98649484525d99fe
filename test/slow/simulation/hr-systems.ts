import { createCsvConnector } from '../../../api/connectors/csv/index.ts';
import type { HrOrganisation } from '../../../api/sandbox/hr/hr-stand-in.ts';
import { createSecrets } from '../../../api/secrets/create-secrets.ts';
import type { HrConnector } from '../../../models/hr-connector.ts';
import type { Person, Unit } from '../../../models/person.ts';
import { CsvSource } from '../../../models/sources/csv-source.ts';
import { asAfasSays, openAfas } from '../../api/connectors/afas/open-afas.ts';
import { createTempFolder } from '../../api/connectors/csv/csv-files.ts';
import { asNmbrsSays, asNmbrsSaysUnit, openNmbrs } from '../../api/connectors/nmbrs/open-nmbrs.ts';
import { asWorkdaySays, asWorkdaySaysUnit, openWorkday } from '../../api/connectors/workday/open-workday.ts';
import { asYouforceSays, openYouforce } from '../../api/connectors/youforce/open-youforce.ts';
import { today } from '../../organisation/make-odd-company.ts';
import { writeNativeFolder } from '../../organisation/write-native-folder.ts';

/** An HR system that a test fills with a company. */
export interface SystemUnderTest {
  name: string;
  open(company: HrOrganisation, at: string): Promise<{ connector: HrConnector; close(): Promise<void> }>;
  /** Somebody, and a unit, as this system can say them; its readme lists what is lost. */
  says(person: Person): Person;
  saysUnit(unit: Unit): Unit;
}

const enteredAt = '2026-11-01T09:00:00.000Z';
const asIs = (unit: Unit): Unit => unit;

export const systems: readonly SystemUnderTest[] = [
  {
    name: 'CSV',
    open: async (company) => {
      const folder = await createTempFolder();
      await writeNativeFolder(folder.path, company);
      const source = CsvSource.parse({ id: 'hr', connector: 'csv', folder: folder.path });
      const connector = createCsvConnector({
        source,
        language: 'en',
        clock: { now: () => new Date() },
        secrets: createSecrets({}, null),
      });
      return { connector, close: folder.remove };
    },
    says: (person) => ({ ...person, leaves: person.leaves.map(({ leaveKey: _, ...leave }) => leave) }),
    saysUnit: asIs,
  },
  {
    name: 'AFAS Profit',
    open: async (company, at) => {
      const house = await openAfas();
      house.at(at);
      house.afas.load(company);
      return house;
    },
    says: (person) => {
      const said = asAfasSays(person);
      const number = person.employments[0]?.employeeNumber ?? person.personKey;
      return { ...said, leaves: said.leaves.map((leave, index) => ({ ...leave, leaveKey: `${number}-${index + 1}` })) };
    },
    saysUnit: asIs,
  },
  {
    name: 'Workday',
    open: async (company, at) => {
      const house = await openWorkday({ pageSize: 999 });
      // Entered a while ago, so that not everybody is looked at again for what takes effect now.
      house.at(enteredAt);
      house.workday.load(company);
      house.at(at);
      return house;
    },
    says: (person) => asWorkdaySays(person, today),
    saysUnit: asWorkdaySaysUnit,
  },
  {
    name: 'Visma Raet Youforce',
    open: async (company, at) => {
      const house = await openYouforce();
      house.at(at);
      house.youforce.load(company);
      return house;
    },
    says: asYouforceSays,
    saysUnit: asIs,
  },
  {
    name: 'Visma Nmbrs',
    open: async (company, at) => {
      const house = await openNmbrs();
      house.at(at);
      house.nmbrs.load(company);
      return house;
    },
    says: asNmbrsSays,
    saysUnit: asNmbrsSaysUnit,
  },
];
