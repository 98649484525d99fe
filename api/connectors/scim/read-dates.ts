import { DateTime } from 'luxon';
import type { CalendarDate } from '../../../models/person.ts';
import { isNoDate } from '../no-date.ts';

const dateOnly = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The calendar day in a text: a date, or an instant. An instant with an offset names the day it was written on; one in UTC that is not
 * midnight is a moment, and its day is that of the source's time zone.
 * @returns null for no date on purpose, undefined for what is none
 */
export function readDay(text: string, timeZone: string): CalendarDate | null | undefined {
  const written = DateTime.fromISO(text.replace(' ', 'T'), { setZone: true });
  if (!written.isValid || !/^\d{4}-\d{2}-\d{2}/.test(text)) return undefined;
  const isMoment = !dateOnly.test(text) && /z$/i.test(text) && written.toMillis() % 86_400_000 !== 0;
  const day = (isMoment ? written.setZone(timeZone) : written).toISODate();
  return day !== null && isNoDate(day) ? null : day;
}

/** The day of an instant of ours, where the source is. */
export const dayOf = (instant: string, timeZone: string): CalendarDate =>
  DateTime.fromISO(instant, { zone: timeZone }).toISODate() ?? instant.slice(0, 10);
