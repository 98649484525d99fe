import type { CalendarDate } from '../../../models/person.ts';
import type { WorkdayColumns } from '../../../models/sources/workday-source.ts';
import type { SourceTexts } from '../../../models/texts/source-texts.ts';
import type { Problem } from '../collect-set-aside.ts';
import { unreadable } from '../unreadable.ts';
import { readDay } from './read-day.ts';

export type ReportField = keyof WorkdayColumns;

/** One entry of a report: the cells that are mapped, as text in the customer's words. */
export interface ReportRow {
  where: string;
  cells: Readonly<Partial<Record<ReportField, string>>>;
}

interface Mapped {
  field: ReportField;
  column: string;
  /** From a cell, in lower case, to our word. */
  values: ReadonlyMap<string, string> | null;
  /** The cells that mean yes, in lower case. */
  yes: ReadonlySet<string> | null;
}

/** The mapping of columns, ready for reading. */
export type Mapping = readonly Mapped[];

export function toMapping(columns: WorkdayColumns): Mapping {
  return Object.entries(columns).flatMap(([field, column]) => {
    if (column === undefined) return [];
    const name = typeof column === 'string' ? column : column.column;
    const values = typeof column === 'object' && 'values' in column ? column.values : null;
    const yes = typeof column === 'object' && 'is' in column ? [column.is].flat() : null;
    return [
      {
        field: field as ReportField,
        column: name,
        values: values && new Map(Object.entries(values).map(([cell, ours]) => [plain(cell), ours])),
        yes: yes && new Set(yes.map(plain)),
      },
    ];
  });
}

const plain = (cell: string): string => cell.trim().toLowerCase();

/**
 * The cells of an entry. Workday leaves a column out where it is empty.
 * @throws InstroomError `hr-unreadable` for a mapped column that holds a list or a group
 */
export function toRow(entry: Readonly<Record<string, unknown>>, where: string, mapping: Mapping): ReportRow {
  const cells: Partial<Record<ReportField, string>> = {};
  for (const { field, column } of mapping) {
    const value = Object.hasOwn(entry, column) ? entry[column] : undefined;
    if (value === undefined || value === null) continue;
    if (typeof value === 'object')
      throw unreadable(
        `The column ${column} of the report holds a list or a group.`,
        'Make it a column with a single value in Workday, outside every group; nothing was taken over.',
      );
    const text = String(value).trim();
    if (text !== '') cells[field] = text;
  }
  return { where, cells };
}

const truths: Readonly<Record<string, boolean>> = {
  '1': true,
  true: true,
  yes: true,
  '0': false,
  false: false,
  no: false,
};

/** Reads the cells of one row; what cannot be read is a problem of its person. */
export interface RowReader {
  problems: Problem[];
  text(field: ReportField): string | undefined;
  word<Word extends string>(field: ReportField, allowed: readonly Word[]): Word | undefined;
  day(field: ReportField): CalendarDate | undefined;
  fraction(field: ReportField): number | undefined;
  truth(field: ReportField): boolean | undefined;
}

export function readRow({ cells, where }: ReportRow, mapping: Mapping, texts: SourceTexts): RowReader {
  const problems: Problem[] = [];
  const mapped = (field: ReportField) => mapping.find((one) => one.field === field);
  const name = (field: ReportField) => mapped(field)?.column ?? field;
  const text = (field: ReportField) => {
    const cell = cells[field];
    return cell === undefined ? undefined : (mapped(field)?.values?.get(plain(cell)) ?? cell);
  };
  const doubt = (problem: Pick<Problem, 'reason' | 'text'>) => void problems.push({ ...problem, where });
  return {
    problems,
    text,
    word: (field, allowed) => {
      const cell = cells[field];
      const known = mapped(field)?.values ?? null;
      if (cell === undefined) return undefined;
      const word = known === null ? plain(cell) : known.get(plain(cell));
      const found = allowed.find((candidate) => candidate === word);
      if (found !== undefined) return found;
      const expected = known === null ? allowed : [...known.keys()];
      return doubt({
        reason: 'unknown-value',
        text: texts.unknownWord(name(field), cell, { expected, where }),
      }) as undefined;
    },
    day: (field) => {
      const cell = text(field);
      const day = cell === undefined ? null : readDay(cell);
      if (day === undefined) doubt({ reason: 'unknown-date', text: texts.unknownDate(name(field), cell ?? '', where) });
      return day ?? undefined;
    },
    fraction: (field) => {
      const cell = text(field);
      if (cell === undefined) return undefined;
      const number = Number(cell.replace('%', '').replace(',', '.')) / (cell.includes('%') ? 100 : 1);
      if (Number.isFinite(number) && number >= 0) return number;
      return doubt({ reason: 'unknown-value', text: texts.unknownNumber(name(field), cell, where) }) as undefined;
    },
    truth: (field) => {
      const yes = mapped(field)?.yes ?? null;
      if (yes !== null) return yes.has(plain(cells[field] ?? ''));
      const cell = text(field);
      const truth = cell === undefined ? undefined : truths[plain(cell)];
      if (truth === undefined && cell !== undefined)
        doubt({ reason: 'unknown-value', text: texts.unknownTruth(name(field), cell, where) });
      return truth;
    },
  };
}
