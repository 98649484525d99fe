import type { HrReading, Person, Unit } from '../../../../models/person.ts';
import { makePerson } from '../../../organisation/make-organisation.ts';

export const units: Unit[] = [
  { unitKey: 'U1', name: 'Board', headPersonKey: 'P0' },
  { unitKey: 'U2', name: 'Ward', parentKey: 'U1', headPersonKey: 'P1' },
];

/** So many people of one ward. */
export const crowd = (count: number): Person[] =>
  Array.from({ length: count }, (_, number) => {
    const person = makePerson(number);
    return { ...person, employments: person.employments.map((one) => ({ ...one, unitKey: 'U2' })) };
  });

export const byKey = (people: readonly Person[]): Person[] =>
  [...people].sort((a, b) => (a.personKey < b.personKey ? -1 : 1));

export const keysOf = (reading: HrReading): string[] => reading.people.map(({ personKey }) => personKey);
