import type { Employment, Person, Unit } from '../../../../models/person.ts';
import { makePerson } from '../../../organisation/make-organisation.ts';

export const units: Unit[] = [
  { unitKey: 'U1', name: 'Board', headPersonKey: 'P0' },
  { unitKey: 'U2', name: 'Ward & "Care" <1>', parentKey: 'U1', headPersonKey: 'P1' },
];

/** People of one ward, whose manager is P1. */
export const crowd = (count: number): Person[] =>
  Array.from({ length: count }, (_, number) => {
    const person = makePerson(number);
    return {
      ...person,
      employments: person.employments.map((one) => ({ ...one, unitKey: 'U2', managerPersonKey: 'P1' })),
    };
  });

/** Somebody with these employments. */
export const personWith = (number: number, employments: Partial<Employment>[], rest: Partial<Person> = {}): Person => {
  const [person] = crowd(number + 1).slice(number) as [Person];
  const [usual] = person.employments as [Employment];
  return { ...person, ...rest, employments: employments.map((one) => ({ ...usual, ...one })) };
};

export const byKey = <Item extends { personKey: string }>(people: readonly Item[]): Item[] =>
  [...people].sort((a, b) => (a.personKey < b.personKey ? -1 : 1));
