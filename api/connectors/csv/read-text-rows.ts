import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { CsvError, type Options, parse } from 'csv-parse';
import { parse as parseSync, CsvError as SyncCsvError } from 'csv-parse/sync';
import type { CsvSource } from '../../../models/sources/csv-source.ts';
import { unreadable } from '../unreadable.ts';
import type { WholeFile } from './client.ts';
import { decodeText } from './decode-text.ts';
import type { HeaderScore, RawTable, Row } from './raw-table.ts';

const sliceBytes = 1 << 20;
const separators = [',', ';', '\t', '|'];
const separatorLine = /^"?sep=(.)"?\r?\n/i;

/**
 * Reads a CSV file whole. Lines in which every field is empty are skipped; Excel's `sep=;` line is understood.
 * Throws InstroomError (`hr-unreadable`) when the file is empty or ends in the middle of a row.
 */
export async function readTextRows(
  file: WholeFile,
  scoreHeader: HeaderScore,
  writing: Pick<CsvSource, 'separator' | 'encoding'>,
): Promise<RawTable> {
  const text = decodeText(file, writing.encoding);
  const named = separatorLine.exec(text.subarray(0, 20).toString());
  const body = named === null ? text : text.subarray(named[0].length);
  const separator = writing.separator ?? named?.[1] ?? detectSeparator(body, scoreHeader);
  const [header, ...rows] = await parseRows(file, body, { separator, linesBefore: named === null ? 0 : 1 });
  if (header === undefined) throw unreadable(`${file.name} is empty, without even a header.`, rewrite(file));
  refuseCutEnd(file, { header, last: rows.at(-1), body });
  const advice = 'Correct the first line of the file, the columns of the source, or its separator.';
  return { name: file.name, header: header.fields, rows, advice, separator };
}

/** The separator by which the first line holds most of what is looked for, or else most columns. */
function detectSeparator(body: Buffer, scoreHeader: HeaderScore): string {
  const scores = separators.map((separator) => {
    const header = readHeader(body, separator);
    return { separator, score: scoreHeader(header) * 10_000 + header.length };
  });
  return scores.reduce((a, b) => (b.score > a.score ? b : a)).separator;
}

function readHeader(body: Buffer, separator: string): string[] {
  try {
    return parseSync(body, { ...optionsFor(separator), to: 1 })[0] ?? [];
  } catch (error) {
    if (error instanceof SyncCsvError) return [];
    throw error;
  }
}

const optionsFor = (separator: string): Options => ({
  delimiter: separator,
  record_delimiter: ['\r\n', '\n', '\r'],
  trim: true,
  relax_column_count: true,
  skip_records_with_empty_values: true,
});

/** All rows, header first. Breathes between slices, so that a large file does not hold up everybody else. */
async function parseRows(
  file: WholeFile,
  body: Buffer,
  ask: { separator: string; linesBefore: number },
): Promise<Row[]> {
  const rows: Row[] = [];
  const lineOf = createLineFinder(ask.linesBefore);
  const parser = parse({
    ...optionsFor(ask.separator),
    on_record: (fields, context) => {
      rows.push({ line: lineOf(fields, context.lines), fields });
      return null;
    },
  });
  parser.resume();
  try {
    await pipeline(Readable.from(slicesOf(body)), parser);
  } catch (error) {
    if (error instanceof CsvError) throw explainError(error, file);
    throw error;
  }
  return rows;
}

/**
 * The line on which a row begins, as an editor counts. The parser tells on which line it ends, and counts a CRLF inside
 * quotation marks as two.
 */
function createLineFinder(linesBefore: number): (fields: readonly string[], lastLine: number) => number {
  let offset = linesBefore;
  return (fields, lastLine) => {
    const inside = fields.filter((field) => field.includes('\n') || field.includes('\r')).join('');
    if (inside === '') return lastLine + offset;
    offset -= inside.split('\r\n').length - 1;
    return lastLine + offset - (inside.split(/\r\n|\r|\n/).length - 1);
  };
}

async function* slicesOf(body: Buffer): AsyncGenerator<Buffer> {
  for (let start = 0; start < body.length; start += sliceBytes) {
    yield body.subarray(start, start + sliceBytes);
    await setImmediate();
  }
}

function explainError(error: CsvError, file: WholeFile): Error {
  const line = String(error.lines);
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return endsInRow(file, line, error);
  return unreadable(
    `${file.name} has a quotation mark in the wrong place (line ${line}).`,
    'Put quotation marks around the whole field and double those inside it.',
    error,
  );
}

/** A file that was cut off ends in a row with too few fields, or in a header without an end of line. */
function refuseCutEnd(file: WholeFile, table: { header: Row; last: Row | undefined; body: Buffer }): void {
  const { header, last, body } = table;
  if (last === undefined ? !endsInNewline(body) : last.fields.length < header.fields.length) {
    throw endsInRow(file, String((last ?? header).line));
  }
}

const endsInNewline = (body: Buffer): boolean => body.at(-1) === 0x0a || body.at(-1) === 0x0d;

const endsInRow = (file: WholeFile, line: string, cause?: unknown): Error =>
  unreadable(`${file.name} ends in the middle of a row (line ${line}).`, rewrite(file), cause);

const rewrite = (file: WholeFile): string =>
  `Write the file under another name and rename it to ${file.path} when it is whole.`;
