import type { Grant, UrgentExit } from '../../models/grant.ts';
import type { Person, Unit } from '../../models/person.ts';
import * as contracts from './contract-events.ts';
import { addDays, type HrEvent, type HrState } from './hr-state.ts';
import { foundOrganisation } from './made-up-people.ts';
import * as people from './people-events.ts';
import { createDice, type Dice } from './seeded-dice.ts';

/** What HR and the people who decide about access say on one day. */
export interface HrDay {
  day: string;
  /** 08:00 in Amsterdam. */
  now: string;
  people: readonly Person[];
  units: readonly Unit[];
  grants: readonly Grant[];
  /** Those that are not lifted. */
  urgentExits: readonly UrgentExit[];
  /** Those that were lifted today. */
  lifted: readonly UrgentExit[];
}

/** What may happen, and how often a day among a thousand people. */
const events: ReadonlyArray<readonly [HrEvent, number]> = [
  [contracts.hire, 2.5],
  [contracts.moveHire, 1],
  [contracts.withdrawHire, 0.3],
  [contracts.exit, 2],
  [contracts.moveExit, 1],
  [contracts.withdrawExit, 0.7],
  [contracts.changeJobInRow, 3],
  [contracts.changeJobByDate, 2],
  [contracts.becomeEmployee, 0.7],
  [contracts.addParallel, 1],
  [contracts.rehire, 1.2],
  [contracts.relocate, 0.3],
  [people.marry, 1],
  [people.divorce, 0.5],
  [people.takeLeave, 3],
  [people.moveLeave, 1],
  [people.withdrawLeave, 0.5],
  [people.makeException, 2],
  [people.replace, 2],
  [people.sendOut, 0.4],
  [people.liftExit, 0.3],
  [people.goMissing, 0.3],
  [people.changeHead, 0.2],
  [people.nameManager, 0.5],
];

/**
 * The days of an organisation of so many people, one after another; the same seed always gives the same days. The first day is how it was
 * found, quietly.
 * @param options.activity - how much more happens than usual, for organisations that are small
 */
export function* makeHistory(options: {
  people: number;
  days: number;
  firstDay: string;
  seed: number;
  activity?: number;
}): Generator<HrDay> {
  const dice = createDice(options.seed);
  const { firstDay, activity = 1 } = options;
  const now = eightInAmsterdam(firstDay);
  const state = foundOrganisation({ people: options.people, today: firstDay, now }, dice);
  for (let number = 0; number < options.days; number++) {
    state.today = addDays(firstDay, number);
    state.now = eightInAmsterdam(state.today);
    if (number > 0) passDay(state, { dice, scale: (activity * options.people) / 1000 });
    yield viewOf(state);
  }
}

function passDay(state: HrState, { dice, scale }: { dice: Dice; scale: number }): void {
  for (const [personKey, until] of state.missing) if (until === state.today) state.missing.delete(personKey);
  for (const [event, mean] of events) for (let left = dice.times(mean * scale); left > 0; left--) event(state, dice);
}

function viewOf(state: HrState): HrDay {
  const { today: day, now, units, urgentExits } = state;
  return {
    day,
    now,
    people: [...state.people.values()].filter(({ personKey }) => !state.missing.has(personKey)),
    units,
    grants: [...state.grants],
    urgentExits: urgentExits.filter(({ liftedAt }) => liftedAt === null),
    lifted: urgentExits.filter(({ liftedAt }) => liftedAt === now),
  };
}

/** Summer time ends on the last Sunday of October, here within the days that are played. */
function eightInAmsterdam(day: string): string {
  const summer = new Date(`${day}T06:00:00Z`);
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Amsterdam', hour: '2-digit', hourCycle: 'h23' });
  return hour.format(summer) === '08' ? summer.toISOString() : new Date(`${day}T07:00:00Z`).toISOString();
}
