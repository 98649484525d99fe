import type { Grant, UrgentExit } from '../../models/grant.ts';
import type { CalendarDate, Employment, Leave, Person, Unit } from '../../models/person.ts';
import type { Dice } from './seeded-dice.ts';

/** What HR and the people who decide about access know at one moment. People and rows are replaced, never changed. */
export interface HrState {
  today: CalendarDate;
  /** The instant of the day's run. */
  now: string;
  people: Map<string, Person>;
  units: Unit[];
  grants: Grant[];
  urgentExits: UrgentExit[];
  /** People whose rows are missing from HR's list: until a day, or for good (null). */
  missing: Map<string, CalendarDate | null>;
  /** Whoever is or was the head of a unit. */
  heads: Set<string>;
  /** How many people, rows, leaves and grants were made up so far. */
  count: number;
}

/** Something that happens in HR; it does nothing when nobody fits. */
export type HrEvent = (state: HrState, dice: Dice) => void;

export const addDays = (day: CalendarDate, days: number): CalendarDate =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

export const runsOn = ({ startsOn = '', endsOn = '9' }: Employment, day: CalendarDate): boolean =>
  startsOn <= day && day <= endsOn;

export const isHereOn = ({ employments }: Person, day: CalendarDate): boolean =>
  employments.some((row) => runsOn(row, day));

/** A new number, so that keys are never used twice. */
export function nextKey(state: HrState, letter: string): string {
  state.count += 1;
  return `${letter}${String(state.count).padStart(5, '0')}`;
}

/** Somebody in HR's list who fits; null when twenty tries found nobody. */
export function findSomebody(state: HrState, dice: Dice, fits: (person: Person) => boolean): Person | null {
  const keys = [...state.people.keys()];
  for (let attempt = 0; attempt < 20; attempt++) {
    const person = state.people.get(dice.pick(keys));
    if (person !== undefined && !state.missing.has(person.personKey) && fits(person)) return person;
  }
  return null;
}

export function changePerson(state: HrState, person: Person, changes: Partial<Person>): void {
  state.people.set(person.personKey, { ...person, ...changes });
}

/** Changes one row of somebody; `undefined` empties a field. */
export function changeRow(
  state: HrState,
  person: Person,
  change: { key: string; to: { [Name in keyof Employment]?: Employment[Name] | undefined } },
): void {
  const rows = person.employments.map((row) => {
    if (row.employmentKey !== change.key) return row;
    const filled = Object.entries({ ...row, ...change.to }).filter(([, value]) => value !== undefined);
    return Object.fromEntries(filled) as Employment;
  });
  changePerson(state, person, { employments: rows });
}

export const leaveOn = ({ leaves }: Person, day: CalendarDate): Leave | undefined =>
  leaves.find(({ endsOn = '9' }) => endsOn >= day);
