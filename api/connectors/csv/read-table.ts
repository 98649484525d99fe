import type { CsvSource } from '../../../models/sources/csv-source.ts';
import type { WholeFile } from './client.ts';
import { type Columns, countColumns, findColumns, type WantedColumn } from './find-columns.ts';
import type { HeaderScore, RawTable, Row } from './raw-table.ts';
import { readTextRows } from './read-text-rows.ts';
import { isWorkbook } from './workbook/is-workbook.ts';
import { readWorkbookRows } from './workbook/read-workbook-rows.ts';

/** How the text of a file is written and where in it the rows are, as far as the source says. */
export type FileWriting = Pick<CsvSource, 'separator' | 'encoding' | 'decimal' | 'sheet'>;

/**
 * A file as rows of text. `broken` holds the rows whose number of fields is not that of the header, and those in which a cell that
 * is wanted holds no value.
 */
export interface Table {
  fileName: string;
  width: number;
  columns: Columns;
  rows: Row[];
  broken: Row[];
}

/**
 * Reads a CSV file or a workbook whole, by what is in it and not by its name.
 * Throws InstroomError (`hr-unreadable`) when the file cannot be used as a whole or misses a mandatory column.
 */
export async function readTable(
  file: WholeFile,
  wanted: readonly WantedColumn[],
  writing: FileWriting,
): Promise<Table> {
  const raw = await readRows(file, (header) => countColumns(header, wanted), writing);
  const width = raw.header.length;
  const columns = findColumns(raw.header, wanted, raw);
  const indexes = [...columns.values()].map(({ index }) => index);
  const isBroken = ({ fields, faults }: Row) =>
    fields.length !== width || (faults !== undefined && indexes.some((index) => faults.has(index)));
  return {
    fileName: raw.name,
    width,
    columns,
    rows: raw.rows.filter((row) => !isBroken(row)),
    broken: raw.rows.filter(isBroken),
  };
}

/** The rows of a CSV file or a workbook. Throws InstroomError (`hr-unreadable`) when it cannot be used as a whole. */
export function readRows(file: WholeFile, scoreHeader: HeaderScore, writing: FileWriting): Promise<RawTable> {
  return isWorkbook(file) ? readWorkbookRows(file, scoreHeader, writing) : readTextRows(file, scoreHeader, writing);
}
