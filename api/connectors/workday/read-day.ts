import { DateTime } from 'luxon';
import type { CalendarDate } from '../../../models/person.ts';
import { isNoDate } from '../no-date.ts';

/**
 * The calendar day in a text. Workday writes days with the offset of its own Pacific time (`2026-03-01-08:00`) or as midnight there;
 * the day as it is written is the one that HR entered, whatever zone reads it.
 * @returns null for no date on purpose, undefined for what is none
 */
export function readDay(text: string): CalendarDate | null | undefined {
  const day = /^(\d{4}-\d{2}-\d{2})(?:$|Z$|[+-]\d{2}:\d{2}$|[T ]\d{2}:)/.exec(text)?.[1];
  if (day === undefined || !DateTime.fromISO(day, { zone: 'utc' }).isValid) return undefined;
  return isNoDate(day) ? null : day;
}

/** The day it is at an instant, where the customer is; `ahead` days later. */
export const dayAt = (instant: string, timeZone: string, ahead = 0): CalendarDate =>
  DateTime.fromISO(instant, { zone: timeZone }).plus({ days: ahead }).toISODate() ?? instant.slice(0, 10);
