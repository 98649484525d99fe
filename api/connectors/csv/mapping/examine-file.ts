import { isUtf8 } from 'node:buffer';
import path from 'node:path';
import { explainError, InstroomError } from '../../../../models/errors.ts';
import type { Language } from '../../../../models/policy.ts';
import type { Clock } from '../../../../models/ports.ts';
import { CsvSource } from '../../../../models/sources/csv-source.ts';
import { unreadable } from '../../unreadable.ts';
import { readWholeFiles, type WholeFile } from '../client.ts';
import { createCsvConnector } from '../index.ts';
import { visitLocally } from '../places/local-place.ts';
import type { RawTable } from '../raw-table.ts';
import { readRows } from '../read-table.ts';
import { isWorkbook } from '../workbook/is-workbook.ts';
import { fieldsOfHeader } from './header-words.ts';
import type { OpenPoint, Proposal } from './proposal.ts';
import { proposeMapping } from './propose-mapping.ts';

/** What came of reading the file with the proposed settings. */
export type Rehearsal =
  | { kind: 'read'; people: number; setAside: Readonly<Record<string, number>> }
  | { kind: 'failed'; text: string }
  | { kind: 'not-tried' };

export interface FileExamination extends Pick<Proposal, 'verdicts'> {
  file: string;
  rows: number;
  /** The proposed source, ready for `sources`; a required column may be missing in it. */
  source: Record<string, unknown>;
  open: OpenPoint[];
  rehearsal: Rehearsal;
}

/** Fewer names than this that are known, and the first line is a row of somebody and no header. */
const fewestNames = 2;

/**
 * Reads a CSV file or workbook, proposes a source for it, and reads the file with what is proposed. Nothing that comes out holds a
 * cell, but words of closed lists.
 * @param file - as it shall stand in the settings; `ask.folder` is where it starts from
 * @throws InstroomError `hr-unreadable` when the file cannot be read, or has no header that is known
 */
export async function examineFile(
  file: string,
  ask: { folder: string; sheet?: string; language: Language; clock: Clock; settleMs: number },
): Promise<FileExamination> {
  const absolute = path.resolve(ask.folder, file);
  const { clock, settleMs } = ask;
  const [whole] = await visitLocally((place) => readWholeFiles([{ path: absolute }], { place, clock, settleMs }));
  if (!whole) throw new Error('a file that is there was read');
  const table = await readRows(whole, countKnown, ask.sheet === undefined ? {} : { sheet: ask.sheet });
  refuseHeaderless(table, whole);
  const { columns, writing, verdicts, open } = proposeMapping(table, whole.name);
  const where = { ...(table.separator === undefined ? {} : { separator: table.separator }), ...encodingOf(whole) };
  const sheet = ask.sheet ?? table.sheet;
  const source = {
    id: 'hr',
    connector: 'csv',
    file,
    ...(sheet === undefined ? {} : { sheet }),
    ...where,
    ...writing,
    columns,
  };
  const rehearsal = await rehearse({ ...source, file: absolute }, ask);
  return { file: whole.name, rows: table.rows.length, source, verdicts, open, rehearsal };
}

const countKnown = (header: readonly string[]): number =>
  header.filter((column) => fieldsOfHeader(column).size > 0).length;

/** Without a header the first line is somebody's: none of it may be shown. */
function refuseHeaderless({ header, name }: RawTable, file: WholeFile): void {
  if (countKnown(header) >= fewestNames) return;
  throw unreadable(
    `${name} has no header in which names of columns are known.`,
    `Give ${file.name} a first line that says what is in each column, such as Personeelsnummer, Achternaam, Datum in dienst.`,
  );
}

function encodingOf(file: WholeFile): { encoding?: 'windows-1252' } {
  const hasMark = [0xff, 0xfe, 0xef].includes(file.bytes[0] ?? 0) && (file.bytes[1] ?? 0) >= 0xbb;
  return isWorkbook(file) || hasMark || isUtf8(file.bytes) ? {} : { encoding: 'windows-1252' };
}

async function rehearse(
  settings: Record<string, unknown>,
  { language, clock, settleMs }: { language: Language; clock: Clock; settleMs: number },
): Promise<Rehearsal> {
  const parsed = CsvSource.safeParse(settings);
  if (!parsed.success) return { kind: 'not-tried' };
  const secrets = { read: () => Promise.reject(new Error('a local file needs no secret')) };
  try {
    const reading = await createCsvConnector({ source: parsed.data, language, clock, secrets, settleMs }).read();
    const setAside: Record<string, number> = {};
    for (const { reason } of reading.setAside) setAside[reason] = (setAside[reason] ?? 0) + 1;
    return { kind: 'read', people: reading.people.length, setAside };
  } catch (error) {
    if (!(error instanceof InstroomError)) throw error;
    return { kind: 'failed', text: explainError(error) };
  }
}
