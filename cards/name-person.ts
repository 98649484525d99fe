import type { Person } from '../models/person.ts';

/** What somebody goes by, with the surname that the name-use code says; the person key when there is no name. */
export function namePerson(person: Person): string {
  const name = [person.callName ?? person.givenName ?? person.initials, surnameOf(person)].filter((part) => part);
  return name.length === 0 ? person.personKey : name.join(' ');
}

function surnameOf(person: Person): string {
  const birth = [person.birthNamePrefix, person.birthName].filter((part) => part).join(' ');
  const partner = [person.partnerNamePrefix, person.partnerName].filter((part) => part).join(' ');
  const wanted = {
    birth: [birth],
    'as-given': [birth],
    partner: [partner],
    'partner-birth': [partner, birth],
    'birth-partner': [birth, partner],
  }[person.nameUse];
  return wanted.filter((part) => part !== '').join(' - ') || birth;
}
