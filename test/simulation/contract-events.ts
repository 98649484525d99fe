import type { Employment, Person } from '../../models/person.ts';
import {
  addDays,
  changePerson,
  changeRow,
  findSomebody,
  type HrEvent,
  type HrState,
  isHereOn,
  runsOn,
} from './hr-state.ts';
import { addPerson, makeRow, places, teamKeys, titles } from './made-up-people.ts';
import type { Dice } from './seeded-dice.ts';

const hasStarted = ({ employments }: Person, day: string): boolean =>
  employments.some(({ startsOn = '' }) => startsOn <= day);

/** The rows of somebody that run on a day. */
const rowsOn = ({ employments }: Person, day: string): Employment[] => employments.filter((row) => runsOn(row, day));

/** Somebody with exactly one row, open-ended and of some days' standing: whose career nothing is going on with. */
const findSettled = (state: HrState, dice: Dice, fits: (row: Employment) => boolean = () => true) => {
  const person = findSomebody(state, dice, ({ employments }) => {
    const open = employments.filter(({ endsOn = '9' }) => endsOn >= state.today);
    return open.every((row) => row.endsOn === undefined && runsOn(row, state.today) && fits(row)) && open.length === 1;
  });
  const row = person?.employments.find(({ endsOn }) => endsOn === undefined);
  return person === null || row === undefined ? null : { person, row };
};

export const hire: HrEvent = (state, dice) => {
  addPerson(state, dice, { startsOn: addDays(state.today, dice.int(0, 20)) });
};

const findHire = (state: HrState, dice: Dice) =>
  findSomebody(state, dice, (person) => person.employments.length === 1 && !hasStarted(person, state.today));

export const moveHire: HrEvent = (state, dice) => {
  const person = findHire(state, dice);
  const key = person?.employments[0]?.employmentKey;
  if (person !== null && key !== undefined)
    changeRow(state, person, { key, to: { startsOn: addDays(state.today, dice.int(0, 25)) } });
};

/** HR takes the row away again. */
export const withdrawHire: HrEvent = (state, dice) => {
  const person = findHire(state, dice);
  if (person !== null) state.missing.set(person.personKey, null);
};

/** All rows of today end, with the last days of work a little before in some cases. */
export const exit: HrEvent = (state, dice) => {
  const person = findSomebody(state, dice, (one) => isHereOn(one, state.today));
  if (person === null) return;
  const endsOn = addDays(state.today, dice.int(-2, 14));
  const lastWorkingDayOn = dice.chance(0.3) ? addDays(endsOn, -dice.int(1, 6)) : undefined;
  for (const { employmentKey, startsOn = '' } of rowsOn(person, state.today))
    if (startsOn < addDays(endsOn, -7)) endRow(state, person.personKey, employmentKey, { endsOn, lastWorkingDayOn });
};

function endRow(
  state: HrState,
  personKey: string,
  key: string,
  to: { endsOn: string | undefined; lastWorkingDayOn?: string | undefined },
): void {
  const person = state.people.get(personKey);
  if (person !== undefined) changeRow(state, person, { key, to });
}

/** Somebody whose only row ends soon or ended a while ago. */
const findLeaver = (state: HrState, dice: Dice) =>
  findSomebody(state, dice, ({ employments: [row, ...others] }) => {
    const endsOn = row?.endsOn;
    return endsOn !== undefined && others.length === 0 && endsOn >= addDays(state.today, -15);
  });

export const withdrawExit: HrEvent = (state, dice) => {
  const person = findLeaver(state, dice);
  const key = person?.employments[0]?.employmentKey;
  if (person && key !== undefined)
    endRow(state, person.personKey, key, { endsOn: undefined, lastWorkingDayOn: undefined });
};

export const moveExit: HrEvent = (state, dice) => {
  const person = findLeaver(state, dice);
  const row = person?.employments[0];
  const endsOn = addDays(state.today, dice.int(-1, 12));
  if (person && row !== undefined && (row.startsOn ?? '') < addDays(endsOn, -7))
    endRow(state, person.personKey, row.employmentKey, { endsOn, lastWorkingDayOn: undefined });
};

/** HR writes the new unit or title over the old one. */
export const changeJobInRow: HrEvent = (state, dice) => {
  const found = findSettled(state, dice);
  if (found === null) return;
  const to = dice.chance(0.5) ? { unitKey: dice.pick(teamKeys(state)) } : { functionTitle: dice.pick(titles) };
  changeRow(state, found.person, { key: found.row.employmentKey, to });
};

/** A new row from a day on, and the old one ends the day before. */
function follow(state: HrState, person: Person, rows: { old: Employment; next: Employment }): void {
  const endsOn = addDays(rows.next.startsOn ?? '', -1);
  const others = person.employments.filter((row) => row !== rows.old);
  changePerson(state, person, { employments: [...others, { ...rows.old, endsOn }, rows.next] });
}

export const changeJobByDate: HrEvent = (state, dice) => {
  const found = findSettled(state, dice, ({ startsOn = '' }) => startsOn < addDays(state.today, -7));
  if (found === null) return;
  const { location, country, kind, employeeNumber } = found.row;
  const next = makeRow(state, dice, { startsOn: addDays(state.today, dice.int(-1, 9)), kind });
  follow(state, found.person, { old: found.row, next: { ...next, ...kept({ location, country, employeeNumber }) } });
};

const kept = (fields: Partial<Record<keyof Employment, string | undefined>>): Partial<Employment> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

export const becomeEmployee: HrEvent = (state, dice) => {
  const found = findSettled(
    state,
    dice,
    ({ kind, startsOn = '' }) => kind === 'contingent' && startsOn < addDays(state.today, -7),
  );
  if (found === null) return;
  const { location, country, unitKey, functionTitle } = found.row;
  const next = makeRow(state, dice, { startsOn: addDays(state.today, dice.int(0, 9)), kind: 'employee' });
  const same = kept({ location, country, unitKey, functionTitle });
  follow(state, found.person, { old: found.row, next: { ...next, ...same } });
};

/** A second contract beside the first, which ends earlier. */
export const addParallel: HrEvent = (state, dice) => {
  const found = findSettled(state, dice);
  if (found === null) return;
  const { person, row } = found;
  const startsOn = addDays(state.today, dice.int(-1, 8));
  const second = makeRow(state, dice, { startsOn, kind: row.kind, endsOn: addDays(startsOn, dice.int(5, 40)) });
  const fte = dice.pick([0.2, 0.5]);
  const place = kept({ location: row.location, country: row.country });
  changePerson(state, person, { employments: [...person.employments, { ...second, ...place, fte }] });
};

export const rehire: HrEvent = (state, dice) => {
  const person = findSomebody(
    state,
    dice,
    (one) => hasStarted(one, state.today) && one.employments.every(({ endsOn = '9' }) => endsOn < state.today),
  );
  const last = person?.employments.at(-1);
  if (person === null || last === undefined) return;
  const next = makeRow(state, dice, { startsOn: addDays(state.today, dice.int(0, 10)) });
  const place = kept({ location: last.location, country: last.country });
  changePerson(state, person, { employments: [...person.employments, { ...next, ...place }] });
};

/** All rows move to another place at once. */
export const relocate: HrEvent = (state, dice) => {
  const found = findSettled(state, dice);
  if (found === null) return;
  const place = dice.pick(places);
  const rows = found.person.employments.map((row) => ({ ...row, ...place }));
  changePerson(state, found.person, { employments: rows });
};
