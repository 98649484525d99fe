import type { NameUse, Person } from '../../../models/person.ts';
import { sortName } from './name-functions.ts';

/** What somebody is called and the surname they go by. */
export interface ComposedNames {
  callName: string;
  surname: string;
  /** The surname as a list is sorted, with the first prefix after it: `Berg - de Vries, van der`. */
  sortName: string;
  /** The name by birth and that of the partner, each with its prefix, whatever name is used. */
  birthSurname: string | undefined;
  partnerSurname: string | undefined;
}

/** A name with the prefix before it. */
interface FamilyName {
  prefix: string;
  name: string;
}

/**
 * The names somebody goes by, or null when there are too few to make an account of: without a call name (else given name, else
 * initials) or a surname somebody waits.
 * The surname follows the name-use code; without a partner's name it is the birth name whatever the code says, and a partner's
 * name alone is enough for a code that has it. `as-given` takes the birth name as the source delivers it.
 */
export function composeNames(person: Person): ComposedNames | null {
  const callName = given(person.callName) ?? given(person.givenName) ?? given(person.initials);
  const birth = familyName(person.birthNamePrefix, person.birthName);
  const partner = familyName(person.partnerNamePrefix, person.partnerName);
  const order = orderNames(person.nameUse, birth, partner);
  if (callName === undefined || order === null) return null;
  const [first, second] = order;
  const tail = second === null ? '' : ` - ${withPrefix(second)}`;
  return {
    callName,
    surname: withPrefix(first) + tail,
    sortName: sortName(first.prefix, first.name + tail),
    birthSurname: birth === null ? undefined : withPrefix(birth),
    partnerSurname: partner === null ? undefined : withPrefix(partner),
  };
}

/** The name that comes first and the one that follows it, by the name-use code. */
function orderNames(
  use: NameUse,
  birth: FamilyName | null,
  partner: FamilyName | null,
): readonly [FamilyName, FamilyName | null] | null {
  if (birth === null) return partner === null || use === 'birth' || use === 'as-given' ? null : [partner, null];
  if (partner === null) return [birth, null];
  switch (use) {
    case 'partner':
      return [partner, null];
    case 'partner-birth':
      return [partner, birth];
    case 'birth-partner':
      return [birth, partner];
    case 'birth':
    case 'as-given':
      return [birth, null];
  }
}

function familyName(prefix: string | undefined, name: string | undefined): FamilyName | null {
  const known = given(name);
  return known === undefined ? null : { prefix: given(prefix) ?? '', name: known };
}

const withPrefix = ({ prefix, name }: FamilyName): string => (prefix === '' ? name : `${prefix} ${name}`);

/** Sources that keep empty cells deliver empty text, which is no name. */
const given = (text: string | undefined): string | undefined => (text?.trim() ? text : undefined);

/** How sentences and notes name somebody: the names with the key, or the key alone when there is no name. */
export function namePerson(person: Person): string {
  const name = knownName(person);
  return name === null ? person.personKey : `${name} (${person.personKey})`;
}

/** What people call somebody, where the key stands beside it or says nothing to the reader; the key when there is no name. */
export function plainName(person: Person): string {
  return knownName(person) ?? person.personKey;
}

function knownName(person: Person): string | null {
  const names = composeNames(person);
  return names === null ? (person.birthName ?? person.callName ?? null) : `${names.callName} ${names.surname}`;
}
