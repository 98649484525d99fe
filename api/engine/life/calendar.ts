import { DateTime } from 'luxon';
import type { CalendarDate } from '../../../models/person.ts';
import type { Policy } from '../../../models/policy.ts';

/**
 * The days that decide in one time zone, worked out once for a run. All are calendar dates in that zone, so that comparing two of them as
 * text compares them in time.
 */
export interface Calendar {
  zone: string;
  today: CalendarDate;
  yesterday: CalendarDate;
  /** Whether the time of the first day at which accounts are enabled has come. */
  enableTimeHasCome: boolean;
  /** Accounts exist for whoever starts on or before this day. */
  preparedUntil: CalendarDate;
  /** Access is gone for whoever ended before this day. */
  accessEndsBefore: CalendarDate;
  /** Accounts are deleted for whoever ended before this day. */
  deletedBefore: CalendarDate;
  /**
   * The instant (epoch ms) at which a day begins, or of a time (`HH:mm`) on it. Of a time that comes twice, when the clock goes back, the
   * first; a time that the clock skips counts from the end of the gap.
   */
  instantOf(date: CalendarDate, time?: string): number;
  /** That many days later; earlier when negative. */
  plusDays(date: CalendarDate, days: number): CalendarDate;
}

/** The zones of people by where they work; everybody else is in the policy's own. */
export interface Calendars {
  usual: Calendar;
  /** Whether anybody can be in another zone than the usual. */
  differ: boolean;
  at(place: { location?: string | undefined; country?: string | undefined }): Calendar;
}

type Times = Pick<Policy, 'timeZone' | 'lifecycle'> & Partial<Pick<Policy, 'zones'>>;

/**
 * @param now - an instant, ISO 8601
 */
export function createCalendars(now: string, policy: Times): Calendars {
  const usual = createCalendar(now, policy);
  const zones = Object.entries(policy.zones ?? {}).map(([place, zone]) => [place.toLowerCase(), zone] as const);
  const byZone = new Map([[usual.zone, usual]]);
  for (const [, zone] of zones) {
    if (!byZone.has(zone)) byZone.set(zone, createCalendar(now, { ...policy, timeZone: zone }));
  }
  const byPlace = new Map(zones.map(([place, zone]) => [place, byZone.get(zone)]));
  const find = (place: string | undefined) => (place === undefined ? undefined : byPlace.get(place.toLowerCase()));
  return {
    usual,
    differ: byPlace.size > 0,
    at: byPlace.size === 0 ? () => usual : ({ location, country }) => find(location) ?? find(country) ?? usual,
  };
}

/** The days of one zone: `policy.timeZone`. */
export function createCalendar(now: string, policy: Pick<Policy, 'timeZone' | 'lifecycle'>): Calendar {
  const zone = policy.timeZone;
  const local = DateTime.fromISO(now, { zone });
  const { createDaysBeforeStart, removeAccessDaysAfterEnd, deleteDaysAfterEnd, enableAt } = policy.lifecycle;
  const instants = new Map<string, number>();
  const later = new Map<string, CalendarDate>();
  const dayOf = (date: DateTime): CalendarDate => date.toFormat('yyyy-MM-dd');
  const today = dayOf(local);
  const instantOf: Calendar['instantOf'] = (date, time = '00:00') => {
    const key = `${date}T${time}`;
    const known = instants.get(key);
    if (known !== undefined) return known;
    const instant = firstInstantOf(key, zone);
    instants.set(key, instant);
    return instant;
  };
  return {
    zone,
    today,
    yesterday: dayOf(local.minus({ days: 1 })),
    enableTimeHasCome: local.toMillis() >= instantOf(today, enableAt),
    preparedUntil: dayOf(local.plus({ days: createDaysBeforeStart })),
    accessEndsBefore: dayOf(local.minus({ days: removeAccessDaysAfterEnd })),
    deletedBefore: dayOf(local.minus({ days: deleteDaysAfterEnd })),
    instantOf,
    plusDays: (date, days) => {
      const key = `${date}${days}`;
      const known = later.get(key);
      if (known !== undefined) return known;
      const day = dayOf(DateTime.fromISO(date, { zone: 'utc' }).plus({ days }));
      later.set(key, day);
      return day;
    },
  };
}

/** Luxon guesses between two times alike by the season in which it is asked, so both are asked for. */
function firstInstantOf(local: string, zone: string): number {
  const found = DateTime.fromISO(local, { zone });
  if (!local.endsWith(found.toFormat('HH:mm'))) return endOfGap(found);
  return Math.min(...found.getPossibleOffsets().map((time) => time.toMillis()));
}

/** Luxon gives a time that the clock skips as much later as the clock jumps; the clock jumped at the minute found by halving. */
function endOfGap(after: DateTime): number {
  const minute = 60_000;
  let [before, end] = [after.minus({ hours: 24 }).toMillis(), after.toMillis()];
  while (end - before > minute) {
    const middle = before + Math.floor((end - before) / 2 / minute) * minute;
    if (after.zone.offset(middle) === after.offset) end = middle;
    else before = middle;
  }
  return end;
}
