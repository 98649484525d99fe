import type { Person } from '../../models/person.ts';
import { searchText } from '../../models/search-text.ts';
import { nearestWords } from '../../models/texts/nearest-word.ts';
import { namePerson } from '../engine/names/compose-names.ts';

/** A search through people in memory. */
export interface PeopleFinder {
  /** Whose text holds `text`; when nobody's does, whose text holds each of its words. Ignores case; in the order of the keys. */
  find(text: string, limit: number): Person[];
  nearest(text: string, limit: number): string[];
}

export function createPeopleFinder(people: readonly Person[]): PeopleFinder {
  const entries = [...people]
    .sort((a, b) => (a.personKey < b.personKey ? -1 : 1))
    .map((person) => ({ person, text: searchText(person) }));
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
    nearest: (asked, limit) =>
      nearestWords(
        asked,
        entries.map(({ person }) => namePerson(person)),
        { count: limit },
      ),
  };
}
