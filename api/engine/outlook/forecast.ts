import { DateTime } from 'luxon';
import type { CalendarDate } from '../../../models/person.ts';
import { forecastTexts } from '../../../models/texts/forecast-texts.ts';
import { type PlanInput, surveyWorld } from '../survey-world.ts';
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
  const world = surveyWorld(input);
  const texts = forecastTexts[input.policy.policy.language];
  const { timeZone } = input.policy.policy;
  const today = DateTime.fromISO(input.now, { zone: timeZone }).startOf('day');
  const states = new Map([...peopleStates(world)].map((state) => [state.person.personKey, state]));
  const waiting = sortByDay(states.values(), { from: today, days });
  const seats = startSeats(world, [...states.values()]);
  const result: ForecastDay[] = [];
  for (let index = 0; index < days; index++) {
    const day = today.plus({ days: index });
    const keys = [...(waiting.get(index) ?? [])].sort();
    const entry = emptyDay(day.toFormat('yyyy-MM-dd'));
    const later = keys.length === 0 ? [] : foreseeStates(keys, day.endOf('day'), { input, world, states });
    for (const state of later) {
      const { personKey } = state.person;
      const name = world.nameOf(personKey);
      for (const foreseen of foreseeChange(states.get(personKey) ?? state, state, texts)) {
        const { kind, text } = foreseen;
        note({ personKey, name, kind, text }, foreseen.atEndOfDay ? (result.at(-1) ?? entry) : entry);
      }
      seats.change(state);
      states.set(personKey, state);
      const next = dayIndex(state.next, today);
      if (next !== null && next > index && next < days) addTo(waiting, next, personKey);
    }
    entry.shortages = seats.closeDay(entry.date);
    result.push(entry);
  }
  return { from: input.now, timeZone, days: result, licences: seats.history() };
}

function emptyDay(date: CalendarDate): ForecastDay {
  const counts = Object.fromEntries(Object.values(countNames).map((name) => [name, 0]));
  return { date, counts, people: [], shortages: [] };
}

function note(foreseen: ForecastPerson, day: ForecastDay): void {
  const name = countNames[foreseen.kind];
  day.counts[name] = (day.counts[name] ?? 0) + 1;
  day.people.push(foreseen);
}

/** People by the day on which something changes for them next. */
function sortByDay(states: Iterable<PersonState>, ahead: { from: DateTime; days: number }): Map<number, Set<string>> {
  const byDay = new Map<number, Set<string>>();
  for (const { next, person } of states) {
    const index = dayIndex(next, ahead.from);
    if (index !== null && index < ahead.days) addTo(byDay, index, person.personKey);
  }
  return byDay;
}

function dayIndex(moment: number | null, today: DateTime): number | null {
  if (moment === null) return null;
  const day = DateTime.fromMillis(moment, { zone: today.zone }).startOf('day');
  return Math.max(0, Math.round(day.diff(today, 'days').days));
}

function addTo(byDay: Map<number, Set<string>>, index: number, personKey: string): void {
  const keys = byDay.get(index);
  if (keys === undefined) byDay.set(index, new Set([personKey]));
  else keys.add(personKey);
}
