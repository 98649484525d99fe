import type { Employment, Person, Unit } from '../../models/person.ts';
import { addDays, type HrState, nextKey } from './hr-state.ts';
import type { Dice } from './seeded-dice.ts';

const departments = ['Sales', 'Finance', 'Engineering', 'Support', 'Legal', 'Operations'];
const callNames = [
  'Sanne',
  'Daan',
  'Fatima',
  'Youssef',
  'Lieke',
  'Bram',
  'Aylin',
  'Sjoerd',
  'Noor',
  'Ravi',
  'Femke',
  'Çağlar',
];
export const surnames = [
  'Vries',
  'Jansen',
  'Berg',
  'Bakker',
  'Yılmaz',
  'Dijkstra',
  'Smit',
  'Mulder',
  'Haddad',
  'Bosch',
  'Núñez',
];
export const prefixes = ['de', 'van der', undefined, undefined];
export const titles = ['Adviser', 'Adviser', 'Specialist', 'Trainee', 'Payer', 'Buyer', 'Lead', 'Lead specialist'];
export const places = [
  { location: 'Amsterdam', country: 'NL' },
  { location: 'Amsterdam', country: 'NL' },
  { location: 'Amsterdam', country: 'NL' },
  { location: 'Auckland', country: 'NZ' },
  { location: 'Los Angeles', country: 'US' },
];

/** A board, departments below it, and three teams below each; heads are given out when there are people. */
export function makeUnits(): Unit[] {
  const board: Unit = { unitKey: 'board', name: 'Board' };
  const below = departments.map((name): Unit => ({ unitKey: name, name, parentKey: 'board' }));
  const teams = departments.flatMap((name) =>
    [1, 2, 3].map((number): Unit => ({ unitKey: `${name}${number}`, name: `${name} ${number}`, parentKey: name })),
  );
  return [board, ...below, ...teams];
}

export const teamKeys = (state: HrState): string[] => state.units.map(({ unitKey }) => unitKey).slice(1);

/** An open-ended row from a day on, with a title and a unit by chance. */
export function makeRow(state: HrState, dice: Dice, row: Partial<Employment> & { startsOn: string }): Employment {
  const employmentKey = nextKey(state, 'E');
  return {
    employmentKey,
    employeeNumber: employmentKey.slice(1),
    kind: dice.chance(0.15) ? 'contingent' : dice.chance(0.1) ? 'intern' : 'employee',
    employerName: 'Voorbeeld',
    fte: 1,
    unitKey: dice.pick(teamKeys(state)),
    functionTitle: dice.pick(titles),
    ...dice.pick(places),
    ...row,
  };
}

export function addPerson(state: HrState, dice: Dice, row: Partial<Employment> & { startsOn: string }): Person {
  const prefix = dice.pick(prefixes);
  const person: Person = {
    personKey: nextKey(state, 'P'),
    sourceId: 'hr',
    callName: dice.pick(callNames),
    ...(prefix === undefined ? {} : { birthNamePrefix: prefix }),
    birthName: dice.pick(surnames),
    nameUse: 'birth',
    employments: [makeRow(state, dice, row)],
    leaves: [],
  };
  state.people.set(person.personKey, person);
  return person;
}

/** The organisation on the evening before the first day: everybody has been there for a while. */
export function foundOrganisation(options: { people: number; today: string; now: string }, dice: Dice): HrState {
  const state: HrState = {
    today: options.today,
    now: options.now,
    people: new Map(),
    units: makeUnits(),
    grants: [],
    urgentExits: [],
    missing: new Map(),
    heads: new Set(),
    count: 0,
  };
  for (let number = 0; number < options.people; number++)
    addPerson(state, dice, { startsOn: addDays(options.today, -dice.int(60, 3000)) });
  const keys = [...state.people.keys()];
  state.units = state.units.map((unit, index) => ({ ...unit, headPersonKey: keys[index] ?? keys[0] ?? '' }));
  for (const { headPersonKey = '' } of state.units) state.heads.add(headPersonKey);
  return state;
}
