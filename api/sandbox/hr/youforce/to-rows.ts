import type { Employment, NameUse, Person, PersonKind, Unit } from '../../../../models/person.ts';
import type { HrOrganisation } from '../hr-stand-in.ts';

export type YouforceCore = 'beaufort' | 'business';

/** One record. `changedAt` is when it was last written, which the API does not show. */
export interface YouforceRow {
  id: string;
  changedAt: string;
  validFrom?: string;
  validUntil?: string;
  [field: string]: unknown;
}

export const tableNames = [
  'persons',
  'employments',
  'assignments',
  'costAllocations',
  'jobProfiles',
  'organizationUnits',
  'roleAssignments',
  'companies',
] as const;
export type YouforceTable = (typeof tableNames)[number];
export type YouforceTables = Record<YouforceTable, YouforceRow[]>;

/** Letters of Beaufort, digits of Business as a published connector reads them. Neither has a code for a name as given. */
const nameUseCodes: Readonly<Record<YouforceCore, Readonly<Record<NameUse, string>>>> = {
  beaufort: { birth: 'E', partner: 'P', 'partner-birth': 'B', 'birth-partner': 'C', 'as-given': 'E' },
  business: { birth: '1', partner: '2', 'partner-birth': '0', 'birth-partner': '3', 'as-given': '1' },
};

/** Codes of a made-up code table; every customer has their own. */
export const kindCodes: Readonly<Record<PersonKind, string>> = {
  employee: '1',
  contingent: '2',
  external: '3',
  intern: '4',
  other: '5',
};

const open = '9999-12-31';
const ever = '1990-01-01';

/** A company in the records of the IAM API. Who a manager is follows from the units: employments do not say it. */
export function toRows({ people, units }: HrOrganisation, core: YouforceCore): YouforceTables {
  const employments = people.flatMap((person) => person.employments.map((employment) => ({ person, employment })));
  const isBusiness = core === 'business';
  return {
    persons: people.map((person) => personRow(person, core)),
    employments: employments.map(({ person, employment }) => employmentRow(person, employment, core)),
    assignments: [],
    costAllocations: isBusiness ? [] : employments.flatMap(({ person, employment }) => costRows(person, employment)),
    jobProfiles: jobRows(employments.map(({ employment }) => employment)),
    organizationUnits: units.map((unit) => unitRow(unit, core)),
    roleAssignments: isBusiness ? [] : units.flatMap(roleRows),
    companies: isBusiness ? companyRows(employments.map(({ employment }) => employment)) : [],
  };
}

/** A record without what is empty, as the API leaves it out. */
function row(id: string, fields: Record<string, unknown>): YouforceRow {
  const filled = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '');
  return { id, changedAt: '', ...Object.fromEntries(filled) };
}

const personId = (personKey: string): string => `p-${personKey}`;

function personRow(person: Person, core: YouforceCore): YouforceRow {
  const phones = [
    { type: 'Business', number: person.workPhone },
    { type: 'Mobile', number: person.mobilePhone },
  ].filter(({ number }) => number !== undefined);
  return row(personId(person.personKey), {
    personCode: person.personKey,
    personId: person.personKey,
    initials: person.initials,
    firstNames: person.givenName,
    knownAs: person.callName,
    lastNameAtBirth: person.birthName,
    lastNameAtBirthPrefix: person.birthNamePrefix,
    partnerName: person.partnerName,
    partnerNamePrefix: person.partnerNamePrefix,
    nameAssembleOrder: nameUseCodes[core][person.nameUse],
    // "Not active" without a day can be said in one way alone.
    deceased: person.isActive === false ? true : undefined,
    emailAddresses: person.workEmail === undefined ? undefined : [{ type: 'Business', address: person.workEmail }],
    phoneNumbers: phones.length === 0 ? undefined : phones,
    validFrom: ever,
    validUntil: open,
  });
}

function employmentRow({ personKey }: Person, employment: Employment, core: YouforceCore): YouforceRow {
  const { employmentKey, startsOn, endsOn, fte, kind } = employment;
  return row(core === 'business' ? employmentKey : `${personKey}-${employmentKey}`, {
    personCode: personKey,
    employmentCode: employmentKey,
    hireDate: startsOn,
    dischargeDate: endsOn ?? open,
    organizationUnit: employment.unitKey,
    jobProfile: jobIdOf(employment),
    company: employment.employerKey,
    employmentType: kindCodes[kind],
    costCenter: core === 'business' ? employment.costCentre : undefined,
    workingAmount: fte === undefined ? undefined : { parttimePercentage: Math.round(fte * 10_000) / 100 },
    validFrom: startsOn ?? ever,
    validUntil: open,
  });
}

/** A job profile has one code and one name. */
function jobIdOf({ functionKey, functionTitle }: Employment): string | undefined {
  if (functionKey === undefined && functionTitle === undefined) return undefined;
  return JSON.stringify([functionKey ?? null, functionTitle ?? null]);
}

function jobRows(employments: readonly Employment[]): YouforceRow[] {
  const jobs = new Map<string, YouforceRow>();
  for (const employment of employments) {
    const id = jobIdOf(employment);
    if (id === undefined || jobs.has(id)) continue;
    const { functionKey, functionTitle } = employment;
    jobs.set(id, row(id, { shortName: functionKey, fullName: functionTitle, validFrom: ever, validUntil: open }));
  }
  return [...jobs.values()];
}

function costRows({ personKey }: Person, { employmentKey, costCentre }: Employment): YouforceRow[] {
  if (costCentre === undefined) return [];
  const own = { personCode: personKey, employmentCode: employmentKey, costCenterCode: costCentre };
  return [row(`c-${personKey}-${employmentKey}`, own)];
}

function unitRow({ unitKey, name, parentKey, headPersonKey }: Unit, core: YouforceCore): YouforceRow {
  return row(unitKey, {
    shortName: unitKey,
    fullName: name,
    parentOrgUnit: parentKey,
    manager: core === 'business' && headPersonKey !== undefined ? personId(headPersonKey) : undefined,
    validFrom: ever,
    validUntil: open,
  });
}

function roleRows({ unitKey, headPersonKey }: Unit): YouforceRow[] {
  if (headPersonKey === undefined) return [];
  const role = { shortName: 'MGR', startDate: ever, endDate: open };
  return [
    row(`r-${unitKey}`, {
      personCode: headPersonKey,
      organizationUnit: unitKey,
      organizationUnitCode: unitKey,
      ...role,
    }),
  ];
}

function companyRows(employments: readonly Employment[]): YouforceRow[] {
  const companies = new Map<string, YouforceRow>();
  for (const { employerKey: code, employerName: name } of employments)
    if (code !== undefined && name !== undefined)
      companies.set(code, row(`co-${code}`, { shortName: code, fullName: name, validFrom: ever, validUntil: open }));
  return [...companies.values()];
}
