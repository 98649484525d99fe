import type { Employment, Person } from '../../../../models/person.ts';
import type { HrOrganisation, StandInAnswer, StandInCall } from '../hr-stand-in.ts';

/** Columns of a made-up report, by what they hold; their aliases are the customer's choice. */
export const reportColumns = {
  personKey: 'Worker_ID',
  callName: 'Preferred_First_Name',
  givenName: 'Legal_First_Name',
  initials: 'Initials',
  birthNamePrefix: 'Family_Name_Prefix',
  birthName: 'Family_Name',
  partnerNamePrefix: 'Partner_Name_Prefix',
  partnerName: 'Partner_Name',
  nameUse: 'Name_Use',
  mobilePhone: 'Work_Mobile',
  workPhone: 'Work_Phone',
  workEmail: 'Work_Email',
  active: 'Access',
  employmentKey: 'Position_ID',
  employeeNumber: 'Employee_ID',
  kind: 'Worker_Type',
  employerKey: 'Company_ID',
  employerName: 'Company',
  primary: 'Is_Primary',
  fte: 'FTE',
  unitKey: 'Organization_ID',
  unitName: 'Organization',
  parentUnitKey: 'Superior_Organization_ID',
  functionKey: 'Job_Profile_ID',
  functionTitle: 'Business_Title',
  costCentre: 'Cost_Center',
  managerPersonKey: 'Manager_ID',
  location: 'Location',
  country: 'Country',
  startDate: 'Hire_Date',
  endDate: 'End_Date',
  lastWorkingDay: 'Last_Day_of_Work',
} as const;

/** The report as JSON: one entry for each employment; values are text, and an empty column is left out. A prompt compares a column. */
export function answerReport({ people, units }: HrOrganisation, { query }: StandInCall): StandInAnswer {
  const unitOf = new Map(units.map((unit) => [unit.unitKey, unit]));
  const prompts = [...query].filter(([name]) => name !== 'format');
  const entries = people
    .flatMap((person) => person.employments.map((employment) => toEntry(person, employment, unitOf)))
    .filter((entry) => prompts.every(([name, value]) => entry[name] === value));
  return { status: 200, body: JSON.stringify({ Report_Entry: entries }) };
}

function toEntry(
  person: Person,
  employment: Employment,
  unitOf: ReadonlyMap<string, { name: string; parentKey?: string | undefined }>,
): Record<string, string> {
  const unit = unitOf.get(employment.unitKey ?? '');
  const held: Readonly<Record<string, unknown>> = {
    ...person,
    ...employment,
    active: person.isActive,
    primary: employment.isPrimary,
    unitName: unit?.name,
    parentUnitKey: unit?.parentKey,
    startDate: employment.startsOn,
    endDate: employment.endsOn,
    lastWorkingDay: employment.lastWorkingDayOn,
  };
  return Object.fromEntries(
    Object.entries(reportColumns).flatMap(([field, column]) => {
      const value = held[field];
      return value === undefined ? [] : [[column, typeof value === 'boolean' ? (value ? '1' : '0') : String(value)]];
    }),
  );
}
