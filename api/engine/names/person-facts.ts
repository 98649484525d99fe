import type { Employment, Person, Unit } from '../../../models/person.ts';
import type { ComposedNames } from './compose-names.ts';

/** What templates may name of a person in one employment. Missing means that HR does not say. */
export type TemplateFacts = Readonly<
  Partial<Record<FlatFact, string | number | undefined>> & {
    unit?: { key?: string | undefined; name?: string | undefined; parentKey?: string | undefined } | undefined;
  }
>;

const flatFacts = [
  'personKey',
  'callName',
  'givenName',
  'initials',
  'surname',
  'sortName',
  'birthNamePrefix',
  'birthName',
  'birthSurname',
  'partnerNamePrefix',
  'partnerName',
  'partnerSurname',
  'nameUse',
  'mobilePhone',
  'workPhone',
  'workEmail',
  'employmentKey',
  'employeeNumber',
  'kind',
  'employerKey',
  'employerName',
  'startDate',
  'lastWorkingDay',
  'endDate',
  'fte',
  'functionKey',
  'functionTitle',
  'costCentre',
  'location',
  'country',
  'n',
] as const;

type FlatFact = (typeof flatFacts)[number];

/** The names that a template may use, with `n`, the number of a candidate for an address. */
export const factNames: readonly string[] = [...flatFacts, 'unit.key', 'unit.name', 'unit.parentKey'];

/** The unit of an employment; null when HR names none or one that is not there. */
export const unitOf = ({ unitKey }: Employment, units: ReadonlyMap<string, Unit>): Unit | null =>
  units.get(unitKey ?? '') ?? null;

/**
 * What templates may name of a person in one employment. Missing stays missing.
 * HR's words are used for dates (`startDate`, `lastWorkingDay`, `endDate`, as `YYYY-MM-DD`), as in the files people know.
 */
export function personFacts(subject: {
  person: Person;
  employment: Employment;
  unit: Unit | null;
  names: ComposedNames;
}): TemplateFacts {
  const { person, employment, unit, names } = subject;
  // Written out, not spread: this runs for everybody at every plan, and objects of one shape are several times faster.
  return {
    personKey: person.personKey,
    callName: names.callName,
    givenName: person.givenName,
    initials: person.initials,
    surname: names.surname,
    sortName: names.sortName,
    birthNamePrefix: person.birthNamePrefix,
    birthName: person.birthName,
    birthSurname: names.birthSurname,
    partnerNamePrefix: person.partnerNamePrefix,
    partnerName: person.partnerName,
    partnerSurname: names.partnerSurname,
    nameUse: person.nameUse,
    mobilePhone: person.mobilePhone,
    workPhone: person.workPhone,
    workEmail: person.workEmail,
    employmentKey: employment.employmentKey,
    employeeNumber: employment.employeeNumber,
    kind: employment.kind,
    employerKey: employment.employerKey,
    employerName: employment.employerName,
    startDate: employment.startsOn,
    lastWorkingDay: employment.lastWorkingDayOn,
    endDate: employment.endsOn,
    fte: employment.fte,
    functionKey: employment.functionKey,
    functionTitle: employment.functionTitle,
    costCentre: employment.costCentre,
    location: employment.location,
    country: employment.country,
    n: undefined,
    unit: unit === null ? undefined : { key: unit.unitKey, name: unit.name, parentKey: unit.parentKey },
  };
}
