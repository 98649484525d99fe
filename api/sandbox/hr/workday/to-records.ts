import { createHash } from 'node:crypto';
import type { Employment, Leave, NameUse, Person, PersonKind, Unit } from '../../../../models/person.ts';
import type { HrOrganisation } from '../hr-stand-in.ts';
import { splitProfiles } from './view-worker.ts';

/** One worker profile with everything it holds, of which a day shows a part. */
export interface WorkerRecord {
  wid: string;
  workerId: string;
  isContingent: boolean;
  number: string;
  person: Person;
  employments: Employment[];
  leaves: Leave[];
  /** The hire was taken back. */
  isRescinded?: boolean;
  /** Changes the element of the worker before it is sent, whatever it is. */
  spoil?: (worker: Record<string, unknown>) => void;
}

export interface WorkdayTables {
  workers: WorkerRecord[];
  organizations: Unit[];
}

/** Ids of worker types of a made-up tenant; every customer has their own. */
export const workerTypes: Readonly<Record<PersonKind, string>> = {
  employee: 'Regular',
  intern: 'Intern',
  other: 'Other',
  contingent: 'Contractor',
  external: 'External',
};

/** Workday's own ids: 32 hexadecimal digits without a meaning. */
export const toWid = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('|')).digest('hex').slice(0, 32);

export const workerWid = (personKey: string, isContingent: boolean): string =>
  toWid('worker', personKey, isContingent ? 'contingent' : 'employee');

export const positionId = ({ employmentKey }: Employment): string => `P-${employmentKey}`;

/** The number of a profile: that of its first employment that has one, or else the person's. */
export const numberOf = (employments: readonly Employment[], personKey: string): string =>
  employments.find(({ employeeNumber }) => employeeNumber !== undefined)?.employeeNumber ?? personKey;

export function toTables({ people, units }: HrOrganisation): WorkdayTables {
  const workers = people.flatMap((person) =>
    splitProfiles(person).map(
      ({ isContingent, employments }, index): WorkerRecord => ({
        wid: workerWid(person.personKey, isContingent),
        workerId: person.personKey,
        isContingent,
        number: numberOf(employments, person.personKey),
        person: structuredClone({ ...person, employments: [], leaves: [] }),
        employments: structuredClone(employments),
        leaves: index === 0 ? structuredClone(person.leaves) : [],
      }),
    ),
  );
  return { workers, organizations: structuredClone([...units]) };
}

/** The last name somebody goes by, in one piece: Workday has no place for its parts. */
export function surnameOf(person: Person): string | undefined {
  const birth = joined(person.birthNamePrefix, person.birthName);
  const partner = joined(person.partnerNamePrefix, person.partnerName);
  if (birth === undefined || partner === undefined) return birth ?? partner;
  const inOrder: Readonly<Record<NameUse, string>> = {
    birth,
    'as-given': birth,
    partner,
    'partner-birth': `${partner} - ${birth}`,
    'birth-partner': `${birth} - ${partner}`,
  };
  return inOrder[person.nameUse];
}

export const joined = (prefix: string | undefined, name: string | undefined): string | undefined =>
  name === undefined ? undefined : prefix === undefined ? name : `${prefix} ${name}`;
