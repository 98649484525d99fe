import { InstroomError } from '../../../../models/errors.ts';
import type { CsvSource } from '../../../../models/sources/csv-source.ts';
import { unreadable } from '../../unreadable.ts';
import type { WholeFile } from '../client.ts';
import type { HeaderScore, RawTable, Row } from '../raw-table.ts';
import { fillMerges } from './fill-merges.ts';
import { type Archive, openArchive } from './open-archive.ts';
import { type Book, readBook, type Sheet } from './read-book.ts';
import { readSharedStrings } from './read-shared-strings.ts';
import { type Merge, readSheet, type SheetRow } from './read-sheet.ts';
import { readStyles } from './read-styles.ts';
import { damaged, refuseOtherKinds, tooLarge } from './refuse-workbook.ts';
import { createTextBudget, OverBudget } from './text-budget.ts';

type SheetWriting = Pick<CsvSource, 'sheet' | 'decimal'>;

/** A title, a date and an empty row may stand above the header. */
const mostLinesAboveHeader = 20;

/**
 * Reads one sheet of an Excel workbook (.xlsx): the one that is named, or the first visible one that holds anything. Its header is the
 * first line, or of the first twenty the one that holds most of what is looked for. Numbers come as text with a point, or with what
 * `decimal` says, and with the zeros that their format shows; days as `YYYY-MM-DD`; formulas as they were last worked out.
 * Throws InstroomError (`hr-unreadable`) when the file is not whole, is locked, of another kind or far too large.
 */
export async function readWorkbookRows(
  file: WholeFile,
  scoreHeader: HeaderScore,
  writing: SheetWriting,
): Promise<RawTable> {
  refuseOtherKinds(file);
  try {
    const archive = await openArchive(file);
    const book = await readBook(archive, file);
    const { sheet, rows, merges } = await readChosenSheet({ archive, book, file }, writing);
    return toTable(rows, { merges, scoreHeader, fileName: file.name, sheet, sheets: book.sheets });
  } catch (error) {
    if (error instanceof InstroomError) throw error;
    if (error instanceof OverBudget) throw tooLarge(file, `holds ${error.message}`);
    throw damaged(file, error);
  }
}

async function readChosenSheet(
  { archive, book, file }: { archive: Archive; book: Book; file: WholeFile },
  writing: SheetWriting,
): Promise<{ sheet: Sheet; rows: SheetRow[]; merges: Merge[] }> {
  const budget = createTextBudget();
  const sharedStrings = await readSharedStrings(archive, book.sharedStrings, budget);
  const styles = await readStyles(archive, book.styles);
  const { countsFrom1904 } = book;
  for (const sheet of chooseSheets(book, file, writing.sheet)) {
    const context = { sharedStrings, styles, countsFrom1904, decimal: writing.decimal, budget };
    const read = await readSheet(archive, sheet.part, context);
    if (read.rows.length > 0) return { sheet, ...read };
  }
  throw unreadable(
    `${file.name} holds nothing${writing.sheet === undefined ? '' : ` on sheet ${writing.sheet}`}, not even a header.`,
    'Export it anew; hidden sheets are read only when sheet of the source names them.',
  );
}

function chooseSheets({ sheets }: Book, file: WholeFile, wanted: string | undefined): Sheet[] {
  if (wanted === undefined) return sheets.filter(({ isHidden }) => !isHidden);
  const plain = (name: string): string => name.trim().toLowerCase();
  const found = sheets.filter(({ name }) => plain(name) === plain(wanted));
  if (found.length > 0) return found;
  throw unreadable(
    `${file.name} has no sheet ${wanted}. Sheets found: ${namesOf(sheets)}.`,
    'Correct sheet of the source, or the name of the sheet.',
  );
}

const namesOf = (sheets: readonly Sheet[]): string => sheets.map(({ name }) => name).join(', ');

function toTable(
  rows: readonly SheetRow[],
  about: {
    merges: readonly Merge[];
    scoreHeader: HeaderScore;
    fileName: string;
    sheet: Sheet;
    sheets: readonly Sheet[];
  },
): RawTable {
  const scores = rows.slice(0, mostLinesAboveHeader + 1).map(({ fields }) => about.scoreHeader(fields));
  const at = scores.indexOf(Math.max(...scores));
  const header = rows[at]?.fields ?? [];
  const below = rows.slice(at + 1);
  fillMerges(below, about.merges);
  const others =
    about.sheets.length > 1 ? ` Sheets found: ${namesOf(about.sheets)}; sheet says which one is meant.` : '';
  return {
    name: `${about.fileName}/${about.sheet.name}`,
    sheet: about.sheet.name,
    header,
    rows: below.map((row) => fitRow(row, header.length)).filter(holdsSomething),
    advice: `Correct the header of the sheet or the columns of the source.${others}`,
  };
}

/** As wide as the header: what stands beside it is a note to somebody. */
function fitRow({ line, fields, faults }: SheetRow, width: number): Row {
  fields.length = Math.min(fields.length, width);
  while (fields.length < width) fields.push('');
  const within = [...(faults ?? [])].filter(([column]) => column < width);
  return within.length === 0 ? { line, fields } : { line, fields, faults: new Map(within) };
}

const holdsSomething = ({ fields, faults }: Row): boolean =>
  faults !== undefined || fields.some((field) => field !== '');
