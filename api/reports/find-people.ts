import type { Person } from '../../models/person.ts';
import { searchText } from '../../models/search-text.ts';
import { mapSteps, type Steps } from '../../models/steps.ts';
import { nearestSteps } from '../../models/texts/nearest-word.ts';
import { namePerson } from '../engine/names/compose-names.ts';

/** A search through people in memory. */
export interface PeopleFinder {
  /** Whose text holds `text`; when nobody's does, whose text holds each of its words. Ignores case; in the order of the keys. */
  find(text: string, limit: number): Person[];
  nearest(text: string, limit: number): Steps<string[]>;
}

/** @param texts - what is looked through, of whoever was looked at before: of a hundred thousand people few are new */
export function* createPeopleFinder(
  people: readonly Person[],
  texts: WeakMap<Person, string> = new WeakMap(),
): Steps<PeopleFinder> {
  const inOrder = [...people].sort((a, b) => (a.personKey < b.personKey ? -1 : 1));
  const entries = yield* mapSteps(inOrder, (person) => {
    const text = texts.get(person) ?? searchText(person);
    texts.set(person, text);
    return { person, text };
  });
  const take = (fits: (text: string) => boolean, limit: number): Person[] => {
    const found: Person[] = [];
    for (const { person, text } of entries) {
      if (fits(text)) found.push(person);
      if (found.length === limit) break;
    }
    return found;
  };
  return {
    find: (asked, limit) => {
      const wanted = asked.trim().replace(/\s+/g, ' ').toLowerCase();
      if (wanted === '') return [];
      const whole = take((text) => text.includes(wanted), limit);
      const words = wanted.split(' ');
      return whole.length > 0 || words.length < 2
        ? whole
        : take((text) => words.every((word) => text.includes(word)), limit);
    },
    nearest: function* (asked, limit) {
      const names = yield* mapSteps(inOrder, namePerson);
      return yield* nearestSteps(asked, names, { count: limit });
    },
  };
}
