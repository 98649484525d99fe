import { DateTime } from 'luxon';
import type { CalendarDate } from '../../../models/person.ts';
import type { PeriodLength } from '../../../models/sources/nmbrs-source.ts';
import type { SourceTexts } from '../../../models/texts/source-texts.ts';
import type { Problem } from '../collect-set-aside.ts';
import { isNoDate } from '../no-date.ts';
import { always, type Dated, firstDayOf } from './periods.ts';

/** Reads the days of one employee, and keeps what is wrong with them. */
export interface DayReader {
  problems: Problem[];
  /** REST writes days, SOAP local midnights; the time of either does not count. */
  day(column: string, text: string | undefined): CalendarDate | undefined;
  /** Records that hold from the first day of a payroll period. */
  byPeriod<Row extends PeriodRow, Value>(
    name: string,
    rows: readonly Row[],
    toValue: (row: Row) => Value,
  ): Dated<Value>[];
  /** When something was written down, in milliseconds; 0 when that is not said. */
  moment(text: string | undefined): number;
}

interface PeriodRow {
  period?: { year?: string | undefined; period?: string | undefined } | null | undefined;
  createdAt?: string | undefined;
}

export function createDayReader(where: string, length: PeriodLength, texts: SourceTexts): DayReader {
  const problems: Problem[] = [];
  const unknown = (column: string, text: string) => {
    problems.push({ reason: 'unknown-date', text: texts.unknownDate(column, text, where), where });
  };
  const moment = (text: string | undefined): number => {
    const at = text === undefined ? Number.NaN : DateTime.fromISO(text, { zone: 'utc' }).toMillis();
    return Number.isNaN(at) ? 0 : at;
  };
  const fromOf = (name: string, { period }: PeriodRow): CalendarDate | null => {
    if (period?.year === undefined || period.period === undefined) return always;
    const first = firstDayOf(Number(period.year), Number(period.period), length);
    if (first === null) unknown(`${name} period`, `${period.year}/${period.period}`);
    return first;
  };
  return {
    problems,
    moment,
    day: (column, text) => {
      if (text === undefined) return undefined;
      const day = text.slice(0, 10);
      const isDay =
        /^\d{4}-\d{2}-\d{2}($|T)/.test(text) && (isNoDate(day) || DateTime.fromISO(day, { zone: 'utc' }).isValid);
      if (!isDay) unknown(column, text);
      return isDay && !isNoDate(day) ? day : undefined;
    },
    byPeriod: (name, rows, toValue) =>
      rows.flatMap((row) => {
        const from = fromOf(name, row);
        return from === null ? [] : [{ from, writtenAt: moment(row.createdAt), value: toValue(row) }];
      }),
  };
}
