import type { CalendarDate, SetAsideReason } from '../../../models/person.ts';
import type { CsvSource } from '../../../models/sources/csv-source.ts';
import type { SourceTexts } from '../../../models/texts/source-texts.ts';
import type { Problem } from '../collect-set-aside.ts';
import { createDateReader, type DateReader } from './parse-date.ts';
import type { Row } from './raw-table.ts';
import type { FileWriting, Table } from './read-table.ts';
import type { Field } from './schema.ts';

/** How values are written in a source. */
export type Writing = FileWriting & Pick<CsvSource, 'dateFormat'>;

const dateFields: readonly Field[] = ['startDate', 'endDate', 'lastWorkingDay'];

const truths: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'yes', 'y', 'ja', 'j', 'waar', '1'].map((word): [string, boolean] => [word, true]),
  ...['false', 'no', 'n', 'nee', 'onwaar', '0'].map((word): [string, boolean] => [word, false]),
]);

/**
 * Opens the rows of a table for reading.
 * Throws InstroomError (`hr-unreadable`) when a column of dates does not show how it is written.
 */
export function createRowOpener(table: Table, writing: Writing, texts: SourceTexts): (row: Row) => RowReader {
  const reading = { table, writing, texts, dates: createDateReaders(table, writing) };
  return (row) => new RowReader(reading, row);
}

interface TableReading {
  table: Table;
  writing: Writing;
  texts: SourceTexts;
  dates: ReadonlyMap<Field, DateReader>;
}

/**
 * The cells of one row as values. Undefined when empty or not understood; the latter adds to `problems`.
 * A class, because a file has a hundred thousand rows and closures for each of them take a fifth of the time.
 */
export class RowReader {
  readonly problems: Problem[] = [];
  readonly where: string;
  readonly #reading: TableReading;
  readonly #row: Row;

  constructor(reading: TableReading, row: Row) {
    this.#reading = reading;
    this.#row = row;
    this.where = whereIs(reading.table, row);
  }

  text(field: Field): string | undefined {
    return this.#cell(field) || undefined;
  }

  word<Word extends string>(field: Field, allowed: readonly Word[]): Word | undefined {
    const { table, texts } = this.#reading;
    const word = closedCell(table, this.#row, field);
    const found = allowed.find((candidate) => candidate === word?.toLowerCase());
    if (found !== undefined || word === '') return found;
    const expected = [...(table.columns.get(field)?.values?.keys() ?? allowed)];
    const cell = cellOf(table, this.#row, field);
    return this.#doubt('unknown-value', texts.unknownWord(this.#name(field), cell, { expected, where: this.where }));
  }

  date(field: Field): CalendarDate | undefined {
    const cell = this.#cell(field);
    const date = cell === '' ? 'open' : (this.#reading.dates.get(field)?.(cell) ?? null);
    if (date !== null) return date === 'open' ? undefined : date;
    return this.#doubt('unknown-date', this.#reading.texts.unknownDate(this.#name(field), cell, this.where));
  }

  fraction(field: Field): number | undefined {
    const cell = this.#cell(field);
    if (cell === '') return undefined;
    const number = parseFraction(cell, this.#reading.writing.decimal);
    if (number !== null) return number;
    return this.#doubt('unknown-value', this.#reading.texts.unknownNumber(this.#name(field), cell, this.where));
  }

  truth(field: Field): boolean | undefined {
    const { table, texts } = this.#reading;
    const yes = table.columns.get(field)?.yes;
    if (yes !== undefined) return yes.has(cellOf(table, this.#row, field).toLowerCase());
    const cell = this.#cell(field);
    const truth = truths.get(cell.toLowerCase());
    if (truth !== undefined || cell === '') return truth;
    return this.#doubt('unknown-value', texts.unknownTruth(this.#name(field), cell, this.where));
  }

  #cell(field: Field): string {
    return translatedCell(this.#reading.table, this.#row, field);
  }

  #name(field: Field): string {
    return this.#reading.table.columns.get(field)?.name ?? field;
  }

  #doubt(reason: SetAsideReason, text: string): undefined {
    this.problems.push({ reason, text, where: this.where });
  }
}

/** File and line, as HR can look them up. */
export const whereIs = (table: Table, row: Row): string => `${table.fileName}:${row.line}`;

/** The trimmed cell as it is in the file; empty when the file does not have the column. */
export function cellOf(table: Table, row: Row, field: Field): string {
  const index = table.columns.get(field)?.index;
  return index === undefined ? '' : (row.fields[index]?.trim() ?? '');
}

/** The cell in our words where the source names them, and as it is otherwise. */
export function translatedCell(table: Table, row: Row, field: Field): string {
  const cell = cellOf(table, row, field);
  return table.columns.get(field)?.values?.get(cell.toLowerCase()) ?? cell;
}

/** The same for a closed list: what the source does not name is nothing we know. */
function closedCell(table: Table, row: Row, field: Field): string | null {
  const cell = cellOf(table, row, field);
  const values = table.columns.get(field)?.values;
  if (values === undefined) return cell;
  return values.get(cell.toLowerCase()) ?? (cell === '' ? '' : null);
}

function createDateReaders(table: Table, writing: Writing): ReadonlyMap<Field, DateReader> {
  const present = dateFields.filter((field) => table.columns.has(field));
  return new Map(
    present.map((field) => [
      field,
      createDateReader({
        cells: table.rows.map((row) => translatedCell(table, row, field)),
        dateFormat: writing.dateFormat,
        column: table.columns.get(field)?.name ?? field,
        fileName: table.fileName,
      }),
    ]),
  );
}

/** `0,8`, `0.8` and `80%`; with a setting, only that sign. Null when it is none of these. */
function parseFraction(cell: string, decimal: CsvSource['decimal']): number | null {
  const parts = /^(\d+)(?:([.,])(\d+))?\s*(%?)$/.exec(cell);
  if (parts === null) return null;
  const [, whole = '', sign, rest = '0', percent] = parts;
  if (decimal !== undefined && sign !== undefined && sign !== (decimal === 'comma' ? ',' : '.')) return null;
  const number = Number(`${whole}.${rest}`);
  return percent === '%' ? number / 100 : number;
}
