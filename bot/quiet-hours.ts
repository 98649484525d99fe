import { DateTime } from 'luxon';
import type { QuietHours } from '../models/policy.ts';

/**
 * Until when something that is not urgent waits.
 * @param zone - the policy's time zone, in which the hours are meant
 * @returns the instant at which the quiet ends, or null when it is not quiet now
 */
export function quietUntil(now: Date, hours: QuietHours | null, zone: string): string | null {
  if (hours === null) return null;
  const start: DateTime = DateTime.fromJSDate(now, { zone });
  let at: DateTime = start;
  // Night and weekend join: each step goes to the end of one of them. Two nights and a weekend are four steps at most.
  for (let step = 0; step < 5; step += 1) {
    const next = endOfQuiet(at, hours);
    if (next === null) break;
    at = next;
  }
  return at === start ? null : at.toUTC().toISO();
}

function endOfQuiet(at: DateTime, hours: QuietHours): DateTime | null {
  if (hours.weekends && at.weekday >= 6) return at.plus({ days: 8 - at.weekday }).startOf('day');
  const time = at.toFormat('HH:mm');
  const { from, until } = hours;
  const isQuiet = from <= until ? time >= from && time < until : time >= from || time < until;
  if (!isQuiet) return null;
  const [hour, minute] = until.split(':').map(Number) as [number, number];
  const end = at.set({ hour, minute, second: 0, millisecond: 0 });
  return end > at ? end : end.plus({ days: 1 });
}
