import type { Person } from '../../models/person.ts';
import { composeNames } from '../engine/names/compose-names.ts';

/** What people call somebody; the person key when HR has no name. */
export function namePerson(person: Person): string {
  const names = composeNames(person);
  return names === null
    ? (person.birthName ?? person.callName ?? person.personKey)
    : `${names.callName} ${names.surname}`;
}
