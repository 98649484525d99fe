import type { CalendarDate, Employment, Leave, Person } from '../../models/person.ts';
import { NameUse, PersonKind } from '../../models/person.ts';
import { refuseUnknown } from './refuse-unknown.ts';
import type { Row } from './scenario.ts';

const names = [
  'givenName',
  'initials',
  'birthNamePrefix',
  'partnerNamePrefix',
  'partnerName',
  'workEmail',
  'mobilePhone',
] as const;
const texts = ['functionTitle', 'employerName', 'managerPersonKey', 'costCentre', 'location'] as const;
const ofPerson = ['key', 'callName', 'birthName', 'nameUse', 'active', 'employments', 'leaves', 'broken', ...names];
const ofEmployment = [
  'startDate',
  'endDate',
  'lastWorkingDay',
  'kind',
  'unitKey',
  'employeeNumber',
  'fte',
  'primary',
  'country',
  ...texts,
];

/** A person with one employment written beside the names, or several under `employments`. */
export function readPerson(row: Row): Person {
  const { key, employments, callName = 'Sanne', birthName = 'Vries', nameUse = 'birth', active, leaves } = row;
  refuseUnknown(row, [...ofPerson, ...ofEmployment], `person ${key}`);
  const rows = (employments as Row[] | undefined) ?? [row];
  return {
    personKey: String(key),
    sourceId: 'hr',
    ...(callName === null ? {} : { callName: String(callName) }),
    ...(birthName === null ? {} : { birthName: String(birthName) }),
    ...present(row, names),
    nameUse: NameUse.parse(nameUse),
    ...(active === undefined ? {} : { isActive: active === true }),
    employments:
      employments === null ? [] : rows.map((employment, index) => readEmployment(employment, String(key), index)),
    leaves: ((leaves as Row[] | undefined) ?? []).map(readLeave),
  };
}

const present = (row: Row, fields: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    fields.flatMap((name) => (row[name] === undefined || row[name] === null ? [] : [[name, String(row[name])]])),
  );

/** Null under `country`, `unitKey`, `employeeNumber` or a date means that HR does not say. */
function readEmployment(row: Row, key: string, index: number): Employment {
  const { startDate, endDate, lastWorkingDay, kind = 'employee', unitKey = 'SAL', fte, primary, country = 'NL' } = row;
  const { employeeNumber = `N${key}` } = row;
  if (row.key === undefined) refuseUnknown(row, ofEmployment, `employment of ${key}`);
  const date = (name: string, value: unknown) =>
    value === undefined || value === null ? {} : { [name]: String(value) as CalendarDate };
  return {
    employmentKey: `${key}-${index + 1}`,
    kind: PersonKind.parse(kind),
    ...(employeeNumber === null ? {} : { employeeNumber: String(employeeNumber) }),
    ...date('startsOn', startDate),
    ...date('endsOn', endDate),
    ...date('lastWorkingDayOn', lastWorkingDay),
    ...(unitKey === null ? {} : { unitKey: String(unitKey) }),
    ...(fte === undefined ? {} : { fte: Number(fte) }),
    ...(primary === undefined ? {} : { isPrimary: primary === true }),
    ...(country === null ? {} : { country: String(country) }),
    ...present(row, texts),
  };
}

/** `{ from, until, kind, key }`: days, both inclusive. */
function readLeave(row: Row): Leave {
  refuseUnknown(row, ['from', 'until', 'kind', 'key'], 'leave');
  return {
    startsOn: String(row.from),
    ...(row.until === undefined ? {} : { endsOn: String(row.until) }),
    ...(row.kind === undefined ? {} : { kind: String(row.kind) }),
    ...(row.key === undefined ? {} : { leaveKey: String(row.key) }),
  };
}
