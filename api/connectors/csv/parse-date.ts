import { DateTime } from 'luxon';
import type { CalendarDate } from '../../../models/person.ts';
import type { CsvSource } from '../../../models/sources/csv-source.ts';
import { isNoDate } from '../no-date.ts';
import { unreadable } from '../unreadable.ts';

/** A cell as a date; `open` for a date by which HR systems say "none"; null when it is no date. */
export type DateReader = (cell: string) => CalendarDate | 'open' | null;

type DateFormat = NonNullable<CsvSource['dateFormat']>;

const luxonFormats: Readonly<Record<DateFormat, string>> = {
  'YYYY-MM-DD': 'yyyy-M-d',
  'DD-MM-YYYY': 'd-M-yyyy',
  'DD/MM/YYYY': 'd/M/yyyy',
  'MM/DD/YYYY': 'M/d/yyyy',
  YYYYMMDD: 'yyyyMMdd',
  'DD.MM.YYYY': 'd.M.yyyy',
};

/**
 * A reader for the dates of one column. ISO dates are always read; the rest by `dateFormat`, or else by how the whole column is
 * written. Throws InstroomError (`hr-unreadable`) when the column does not show whether the day or the month comes first.
 */
export function createDateReader(ask: {
  cells: Iterable<string>;
  dateFormat: CsvSource['dateFormat'];
  column: string;
  fileName: string;
}): DateReader {
  const formats = new Set<DateFormat>(['YYYY-MM-DD', ...(ask.dateFormat ? [ask.dateFormat] : detectFormats(ask))]);
  const known = new Map<string, CalendarDate | 'open' | null>();
  return (cell) => {
    const found = known.get(cell);
    if (found !== undefined) return found;
    const date = parseDate(cell, formats);
    known.set(cell, date);
    return date;
  };
}

function parseDate(cell: string, formats: ReadonlySet<DateFormat>): CalendarDate | 'open' | null {
  const text = withoutMidnight(cell);
  for (const format of formats) {
    const date = DateTime.fromFormat(text, luxonFormats[format], { zone: 'utc' });
    if (date.isValid) return judgeDate(date.toISODate());
  }
  return null;
}

/** `2025-01-31T00:00:00Z` and `31-01-2025 0:00` are dates; any other time of day would make the date depend on a zone. */
const withoutMidnight = (cell: string): string => cell.replace(/[T ]0?0:00(:00(\.0+)?)?Z?$/, '');

/** A year before 1900 or after 2999 is a typing error, such as 0205 for 2025. */
function judgeDate(date: CalendarDate): CalendarDate | 'open' | null {
  if (isNoDate(date)) return 'open';
  return date >= '1900' && date < '3000' ? date : null;
}

/** Dashes and points put the day first; slashes do in Europe and do not in America, so the column itself has to show it. */
function detectFormats(ask: { cells: Iterable<string>; column: string; fileName: string }): DateFormat[] {
  const seen = { '/': newCount(), '-': newCount(), '.': newCount() };
  for (const cell of ask.cells) countCell(cell, seen);
  const monthFirst = [seen['-'], seen['.']].some((count) => count.monthFirst > 0 && count.dayFirst === 0);
  if (monthFirst) throw undecided(ask, 'as MM-DD-YYYY, which cannot be read');
  const { dayFirst, either, monthFirst: american } = seen['/'];
  if (dayFirst > 0 && american > 0) throw undecided(ask, 'both as DD/MM/YYYY and as MM/DD/YYYY');
  if (dayFirst === 0 && american === 0 && either > 0) {
    throw undecided(ask, 'so that DD/MM/YYYY and MM/DD/YYYY are both possible');
  }
  return ['DD-MM-YYYY', 'DD.MM.YYYY', 'YYYYMMDD', american > 0 ? 'MM/DD/YYYY' : 'DD/MM/YYYY'];
}

interface OrderCount {
  dayFirst: number;
  monthFirst: number;
  either: number;
}

const newCount = (): OrderCount => ({ dayFirst: 0, monthFirst: 0, either: 0 });

function countCell(cell: string, seen: Record<'/' | '-' | '.', OrderCount>): void {
  const parts = /^(\d{1,2})([/.-])(\d{1,2})\2\d{4}$/.exec(withoutMidnight(cell));
  if (parts === null) return;
  const count = seen[parts[2] as '/' | '-' | '.'];
  const [first, second] = [Number(parts[1]), Number(parts[3])];
  if (first > 12 && second <= 12) count.dayFirst++;
  else if (second > 12 && first <= 12) count.monthFirst++;
  else if (first <= 12 && first !== second) count.either++;
}

function undecided(ask: { column: string; fileName: string }, how: string): Error {
  return unreadable(
    `The dates of ${ask.column} in ${ask.fileName} are written ${how}.`,
    'Write them as YYYY-MM-DD, or say with dateFormat of the source how they are meant, such as DD/MM/YYYY.',
  );
}
