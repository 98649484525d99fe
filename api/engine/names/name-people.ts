import type { Person } from '../../../models/person.ts';
import { namePerson } from './compose-names.ts';

/** Sentences about one person follow each other, and many are about the same managers, so names are kept. */
export function createNaming(find: (personKey: string) => Person | undefined): (personKey: string) => string {
  const names = new Map<string, string>();
  return (personKey) => {
    const known = names.get(personKey);
    if (known !== undefined) return known;
    const person = find(personKey);
    const name = person === undefined ? personKey : namePerson(person);
    names.set(personKey, name);
    return name;
  };
}
