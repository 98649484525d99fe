import type { Employment, Person } from '../../models/person.ts';
import { addDays } from './hr-state.ts';

/** Where somebody stands on a day, as the contract with HR says it; see `instroom.yaml` for the numbers. */
export interface Moment {
  phase: 'early' | 'prepared' | 'works' | 'between ends' | 'left';
  /** The day where this person is. */
  today: string;
  /** The contracts that give access. */
  rows: readonly Employment[];
  /** The one that gives the attributes. */
  primary: Employment | undefined;
  accessIsGone: boolean;
  accountIsGone: boolean;
}

const clockAt = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });

const amsterdam = clockAt('Europe/Amsterdam');
const clocks: Readonly<Record<string, Intl.DateTimeFormat>> = {
  Auckland: clockAt('Pacific/Auckland'),
  'Los Angeles': clockAt('America/Los_Angeles'),
};

/** `2026-11-24 08:30`, there. */
function clockOf(location: string | undefined, now: string): [day: string, time: string] {
  const clock = clocks[location ?? ''] ?? amsterdam;
  const [day = '', time = ''] = clock.format(Date.parse(now)).split(' ');
  return [day, time];
}

export const dayAt = (location: string | undefined, now: string): string => clockOf(location, now)[0];

export const dayThere = ({ employments }: Person, now: string): string => dayAt(employments[0]?.location, now);

const runs = ({ startsOn = '', endsOn = '9' }: Employment, day: string) => startsOn <= day && day <= endsOn;

export function momentOf(person: Person, now: string): Moment {
  const [today, time] = clockOf(person.employments[0]?.location, now);
  const rows = person.employments.filter((row) => runs(row, today));
  const working = rows.filter(({ lastWorkingDayOn = '9' }) => today <= lastWorkingDayOn);
  const none = { today, rows: [], primary: undefined, accessIsGone: false, accountIsGone: false };
  if (working.length > 0) {
    const isNew = !person.employments.some((row) => runs(row, addDays(today, -1)));
    return { ...none, phase: isNew && time < '07:30' ? 'prepared' : 'works', rows, primary: first(working) };
  }
  if (rows.length > 0) return { ...none, phase: 'between ends' };
  const starts = person.employments.map(({ startsOn = '' }) => startsOn).filter((day) => day > today);
  const next = starts.sort()[0];
  if (next !== undefined && next <= addDays(today, 7)) {
    const coming = person.employments.filter(({ startsOn }) => startsOn === next);
    return { ...none, phase: 'prepared', rows: coming, primary: first(coming) };
  }
  const ends = person.employments.map(({ endsOn = '9' }) => endsOn).filter((day) => day < today);
  const end = ends.sort().at(-1);
  if (end === undefined) return { ...none, phase: 'early' };
  const accountIsGone = next === undefined && today > addDays(end, 5);
  return { ...none, phase: 'left', accessIsGone: today > addDays(end, 2), accountIsGone };
}

/** Most hours, else the latest start, else the first in HR's numbering. */
const first = (rows: readonly Employment[]): Employment | undefined =>
  [...rows].sort(
    (a, b) =>
      (b.fte ?? 0) - (a.fte ?? 0) ||
      (b.startsOn ?? '').localeCompare(a.startsOn ?? '') ||
      a.employmentKey.localeCompare(b.employmentKey),
  )[0];
