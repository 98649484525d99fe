import type { Person } from '../../models/person.ts';

/** What somebody is called and the surname they go by. */
export interface ComposedNames {
  callName: string;
  surname: string;
}

/**
 * The names somebody goes by, or null when there are too few to make an account of.
 * The surname follows the name-use code; without a partner's name it is the birth name whatever the code says, and a partner's
 * name alone is enough for a code that has it. `as-given` takes the birth name as the source delivers it.
 */
export function composeNames(person: Person): ComposedNames | null {
  const callName = person.callName ?? person.givenName ?? person.initials;
  const surname = composeSurname(person);
  return callName === undefined || surname === null ? null : { callName, surname };
}

function composeSurname(person: Person): string | null {
  const birth = withPrefix(person.birthNamePrefix, person.birthName);
  const partner = withPrefix(person.partnerNamePrefix, person.partnerName);
  if (birth === null) return person.nameUse === 'birth' || person.nameUse === 'as-given' ? null : partner;
  if (partner === null) return birth;
  switch (person.nameUse) {
    case 'partner':
      return partner;
    case 'partner-birth':
      return `${partner} - ${birth}`;
    case 'birth-partner':
      return `${birth} - ${partner}`;
    case 'birth':
    case 'as-given':
      return birth;
  }
}

function withPrefix(prefix: string | undefined, name: string | undefined): string | null {
  if (name === undefined) return null;
  return prefix === undefined ? name : `${prefix} ${name}`;
}

/** How sentences and notes name somebody: the names with the key, or the key alone when there is no name. */
export function namePerson(person: Person): string {
  const names = composeNames(person);
  const name = names === null ? (person.birthName ?? person.callName ?? null) : `${names.callName} ${names.surname}`;
  return name === null ? person.personKey : `${name} (${person.personKey})`;
}
