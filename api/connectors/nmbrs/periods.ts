import { DateTime } from 'luxon';
import type { CalendarDate } from '../../../models/person.ts';
import type { NmbrsSource, PeriodLength } from '../../../models/sources/nmbrs-source.ts';
import type { Company } from './dossier.ts';

/** What holds from a day on; of two that hold, the one that was written down last is right. */
export interface Dated<Value> {
  from: CalendarDate;
  /** When it was written down, in milliseconds. */
  writtenAt: number;
  value: Value;
}

/** Before everything else: of what does not say from when it holds. */
export const always = '0001-01-01';

/** What counts for a company: the setting that names it, else what the API says, else the setting for all. */
export function periodLengthOf(
  { companyId, number, period }: Company,
  { periods, companyPeriods }: Pick<NmbrsSource, 'periods' | 'companyPeriods'>,
): PeriodLength {
  return companyPeriods[companyId] ?? (number === undefined ? undefined : companyPeriods[number]) ?? period ?? periods;
}

/**
 * The first day of a payroll period. Nmbrs keeps functions, departments, managers and personal data by period; weeks are those of ISO 8601.
 * @returns null when there is no such period
 */
export function firstDayOf(year: number, period: number, length: PeriodLength): CalendarDate | null {
  if (!Number.isInteger(year) || !Number.isInteger(period) || year < 1 || year > 9999 || period < 1) return null;
  if (length === 'month') return period > 12 ? null : `${pad(year, 4)}-${pad(period, 2)}-01`;
  const week = length === 'week' ? period : (period - 1) * 4 + 1;
  if (week > 53) return null;
  const monday = DateTime.fromObject({ weekYear: year, weekNumber: 1, weekday: 1 }, { zone: 'utc' });
  return monday.plus({ weeks: week - 1 }).toISODate();
}

const pad = (value: number, length: number): string => String(value).padStart(length, '0');

/** What holds on a day: of what has begun by then, what was written down last; in one moment, what begins last. */
export function holdsOn<Value>(day: CalendarDate, records: readonly Dated<Value>[]): Dated<Value> | null {
  let best: Dated<Value> | null = null;
  for (const record of records) if (record.from <= day && (best === null || isAfter(record, best))) best = record;
  return best;
}

/** The earliest of them. */
export function earliest<Value>(records: readonly Dated<Value>[]): Dated<Value> | null {
  let best: Dated<Value> | null = null;
  for (const record of records)
    if (best === null || record.from < best.from || (record.from === best.from && isAfter(record, best))) best = record;
  return best;
}

const isAfter = (one: Dated<unknown>, other: Dated<unknown>): boolean =>
  one.writtenAt > other.writtenAt || (one.writtenAt === other.writtenAt && one.from > other.from);

/** Two of the same moment and day that say something else: nobody can tell which is right. */
export function findContradiction<Value>(records: readonly Dated<Value>[]): boolean {
  const seen = new Map<string, string>();
  return records.some(({ from, writtenAt, value }) => {
    const key = `${from} ${writtenAt}`;
    const text = JSON.stringify(value);
    const known = seen.get(key);
    seen.set(key, text);
    return known !== undefined && known !== text;
  });
}
