import { DateTime } from 'luxon';

/** A calendar date or an instant; null for anything else. Only the date counts, so the time zone is left alone. */
function readDate(text: string): DateTime<true> | null {
  const date = DateTime.fromISO(text, { zone: 'utc', setZone: true, locale: 'en' });
  return date.isValid ? date : null;
}

/** A part of a date as a number; empty for what is no date. */
export function datePart(text: string, part: 'year' | 'month' | 'day'): number | string {
  return readDate(text)?.get(part) ?? '';
}

/** So many days later, `YYYY-MM-DD`. */
export function addDays(text: string, days: number): string {
  return readDate(text)?.plus({ days }).toISODate() ?? '';
}

/**
 * A date as people write it, such as `dd-MM-yyyy`.
 * @see https://moment.github.io/luxon/#/formatting?id=table-of-tokens
 */
export function formatDate(text: string, pattern: string): string {
  return readDate(text)?.toFormat(pattern) ?? '';
}
