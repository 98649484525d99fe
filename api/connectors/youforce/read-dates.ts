import { DateTime } from 'luxon';
import type { CalendarDate } from '../../../models/person.ts';
import type { SourceTexts } from '../../../models/texts/source-texts.ts';
import type { Problem } from '../collect-set-aside.ts';
import { isNoDate } from '../no-date.ts';

/** Reads days, and notes those that are none. Days of the year 9999 are open. */
export function createDates(where: string, texts: SourceTexts) {
  const problems: Problem[] = [];
  return {
    problems,
    read(field: string, text: string | undefined): CalendarDate | undefined {
      if (text === undefined) return undefined;
      const day = text.slice(0, 10);
      if (!/^\d{4}-\d{2}-\d{2}($|T)/.test(text) || !DateTime.fromISO(day, { zone: 'utc' }).isValid) {
        problems.push({ reason: 'unknown-date', text: texts.unknownDate(field, text, where), where });
        return undefined;
      }
      return isNoDate(day) ? undefined : day;
    },
  };
}

export function addDays(day: CalendarDate, days: number): CalendarDate {
  return DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toISODate() ?? day;
}

interface Sliced {
  validFrom?: string | undefined;
  validUntil?: string | undefined;
}

/**
 * Of the rows that one thing has in time the one of today; else the next one, else the last. Rows that cannot be dated hold always; of
 * two for the same days the one that came later in the reading, which was written later.
 */
export function sliceOf<Row extends Sliced>(rows: readonly Row[], today: CalendarDate): Row | undefined {
  let best: Row | undefined;
  for (const row of rows) if (best === undefined || compareSlices(row, best, today) <= 0) best = row;
  return best;
}

/** Whether a row holds only from a later day. */
export const isYetToHold = ({ validFrom }: Sliced, today: CalendarDate): boolean => startOf(validFrom) > today;

const startOf = (validFrom: string | undefined): string => validFrom?.slice(0, 10) ?? '';
const endOf = (validUntil: string | undefined): string => validUntil?.slice(0, 10) ?? '9999-12-31';

/** Today's before those to come (the nearest first), before those that are over (the latest first); of two of today the one that began last. */
function compareSlices(a: Sliced, b: Sliced, today: CalendarDate): number {
  const [one, other] = [rank(a, today), rank(b, today)];
  if (one !== other) return one - other;
  const [from, otherFrom] = [startOf(a.validFrom), startOf(b.validFrom)];
  if (from === otherFrom) return 0;
  const order = from < otherFrom ? -1 : 1;
  return one === 1 ? order : -order;
}

function rank(row: Sliced, today: CalendarDate): number {
  if (isYetToHold(row, today)) return 1;
  return endOf(row.validUntil) < today ? 2 : 0;
}
