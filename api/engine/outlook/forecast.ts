import { DateTime } from 'luxon';
import type { CalendarDate } from '../../../models/person.ts';
import { atOnce, eachStep, type Steps } from '../../../models/steps.ts';
import { forecastTexts } from '../../../models/texts/forecast-texts.ts';
import { dispositionSteps } from '../account/decide-disposition.ts';
import { append } from '../matching/index-accounts.ts';
import { type PlanInput, surveySteps } from '../survey-world.ts';
import { type LicenceForecast, startSeats } from './forecast-seats.ts';
import { type ForecastKind, foreseeChange } from './foresee-change.ts';
import { foreseeStates } from './foresee-states.ts';
import { type PersonState, peopleStates } from './people-states.ts';

/** What one day brings to one person. */
export interface ForecastPerson {
  personKey: string;
  name: string;
  kind: ForecastKind;
  text: string;
}

/** How many of what, under the names people use. */
const countNames: Readonly<Record<ForecastKind, string>> = {
  prepared: 'prepared',
  joiner: 'joiners',
  waiting: 'waiting',
  mover: 'movers',
  'grant-begins': 'grantsBegin',
  'grant-ends': 'expiries',
  'leave-begins': 'leavesBegin',
  'leave-ends': 'leavesEnd',
  leaver: 'leavers',
  'access-ends': 'accessEnds',
  deletion: 'deletions',
};

/** One day ahead: how many of what, who, and the licences that people need by its end. */
export interface ForecastDay {
  date: CalendarDate;
  counts: Record<string, number>;
  people: ForecastPerson[];
  /** Licences that run short on this day. */
  shortages: LicenceForecast[];
}

export interface Forecast {
  /** The instant it was worked out for, and the time zone whose days are counted. */
  from: string;
  timeZone: string;
  days: ForecastDay[];
  /** Each licence by date: the days on which its need changes. */
  licences: { licence: string; seats: number; need: { date: CalendarDate; needed: number; short: number }[] }[];
}

/**
 * What the coming days bring by themselves, from what HR says today: nothing is guessed of what HR will say tomorrow. Only people for whom
 * a day changes something are looked at on that day.
 * @param days - how many days ahead, today included
 */
export function forecast(input: PlanInput, days: number): Forecast {
  return atOnce(forecastSteps(input, days));
}

/** The same in steps, for whoever has others waiting. */
export function* forecastSteps(input: PlanInput, days: number): Steps<Forecast> {
  const world = yield* surveySteps(input);
  const texts = forecastTexts[input.policy.policy.language];
  const { timeZone } = input.policy.policy;
  const today = DateTime.fromISO(input.now, { zone: timeZone }).startOf('day');
  const states = new Map<string, PersonState>();
  yield* eachStep(
    peopleStates(world, yield* dispositionSteps(world)),
    (state) => void states.set(state.person.personKey, state),
  );
  const seats = startSeats({ world, states: [...states.values()] });
  const foreseen: Omit<ForecastDay, 'counts'>[] = [];
  const waiting = new Map<number, PersonState[]>();
  const wait = (state: PersonState) => {
    const index = dayIndex(state.next, today);
    if (index !== null) append(waiting, index, state);
  };
  yield* eachStep(states.values(), wait);
  // One day more than is asked for: its midnight is the end of the last.
  for (let index = 0; index <= days; index++) {
    yield;
    const day = today.plus({ days: index });
    const entry = {
      date: day.toFormat('yyyy-MM-dd'),
      people: [] as ForecastPerson[],
      shortages: [] as LicenceForecast[],
    };
    const changing = foreseeStates(waiting.get(index) ?? [], day.endOf('day'), { input, world, states });
    for (const { before, after } of changing) {
      const { personKey } = after.person;
      const isMidnight = before.next === day.toMillis();
      for (const { kind, text, atEndOfDay } of foreseeChange(before, after, texts)) {
        const { people } = (atEndOfDay && isMidnight && foreseen.at(-1)) || entry;
        people.push({ personKey, name: world.nameOf(personKey), kind, text });
      }
      states.set(personKey, after);
      wait(after);
      if (index < days) seats.change(after);
    }
    if (index === days) break;
    entry.shortages = seats.closeDay(entry.date);
    foreseen.push(entry);
  }
  return { from: input.now, timeZone, days: foreseen.map(countDay), licences: seats.history() };
}

function countDay({ date, people, shortages }: Omit<ForecastDay, 'counts'>): ForecastDay {
  const counts = Object.entries(countNames).map(([kind, name]) => [
    name,
    people.filter((person) => person.kind === kind).length,
  ]);
  return { date, counts: Object.fromEntries(counts), people, shortages };
}

function dayIndex(moment: number | null, today: DateTime): number | null {
  if (moment === null) return null;
  const day = DateTime.fromMillis(moment, { zone: today.zone }).startOf('day');
  return Math.round(day.diff(today, 'days').days);
}
