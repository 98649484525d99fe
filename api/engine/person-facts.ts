import type { Employment, Person, Unit } from '../../models/person.ts';
import type { ComposedNames } from './compose-names.ts';
import type { TemplateFacts } from './template.ts';

/**
 * What templates may name of a person in one employment. Missing stays missing.
 * HR's words are used for dates (`startDate`, `endDate`), as in the files people know.
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
    birthNamePrefix: person.birthNamePrefix,
    birthName: person.birthName,
    partnerNamePrefix: person.partnerNamePrefix,
    partnerName: person.partnerName,
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
    endDate: employment.endsOn,
    fte: employment.fte,
    functionKey: employment.functionKey,
    functionTitle: employment.functionTitle,
    costCentre: employment.costCentre,
    location: employment.location,
    country: employment.country,
    unit: unit === null ? undefined : { key: unit.unitKey, name: unit.name, parentKey: unit.parentKey },
  };
}
