import type { Person } from '../../../models/person.ts';
import { namePerson } from './compose-names.ts';

/** Sentences about one person follow each other, so the last name is kept. */
export function createNaming(find: (personKey: string) => Person | undefined): (personKey: string) => string {
  let last = { personKey: '', name: '' };
  return (personKey) => {
    if (last.personKey === personKey) return last.name;
    const person = find(personKey);
    last = { personKey, name: person === undefined ? personKey : namePerson(person) };
    return last.name;
  };
}
