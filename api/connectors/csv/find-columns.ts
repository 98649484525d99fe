import { nearestWord } from '../../../models/texts/nearest-word.ts';
import { unreadable } from '../unreadable.ts';
import type { RawTable } from './raw-table.ts';
import type { Field } from './schema.ts';

/** A column to look for. */
export interface WantedColumn {
  field: Field;
  /** Its name in the file. */
  name: string;
  mandatory: boolean;
  /** What a cell may hold and what that is in our words, by trimmed lower-case cell. */
  values?: ReadonlyMap<string, string>;
  /** The cells that mean yes, trimmed and in lower case; every other cell means no. */
  yes?: ReadonlySet<string>;
}

/** A wanted column and where it is. */
export interface Column extends WantedColumn {
  index: number;
}

export type Columns = ReadonlyMap<Field, Column>;

/**
 * Finds the wanted columns in a header. Names are the same when they differ only in case, spaces, dashes and underscores.
 * Throws InstroomError (`hr-unreadable`) naming every mandatory column that is missing, and those that were found.
 */
export function findColumns(
  header: readonly string[],
  wanted: readonly WantedColumn[],
  file: Pick<RawTable, 'name' | 'advice'>,
): Columns {
  const columns = new Map<Field, Column>();
  const missing: string[] = [];
  for (const want of wanted) {
    const index = findIndex(header, want.name, file.name);
    if (index !== null) columns.set(want.field, { ...want, index });
    else if (want.mandatory) missing.push(want.name);
  }
  if (missing.length > 0) throw missingColumns(missing, header, file);
  return columns;
}

/** How many of the wanted columns a header holds. */
export function countColumns(header: readonly string[], wanted: readonly WantedColumn[]): number {
  const found = new Set(header.map(plain));
  return wanted.filter((want) => found.has(plain(want.name))).length;
}

function findIndex(header: readonly string[], name: string, fileName: string): number | null {
  const exact = indexesWhere(header, (found) => found === name);
  const indexes = exact.length > 0 ? exact : indexesWhere(header, (found) => plain(found) === plain(name));
  if (indexes.length > 1) {
    throw unreadable(`${fileName} has ${indexes.length} columns called ${name}.`, 'Rename or remove all but one.');
  }
  return indexes[0] ?? null;
}

const indexesWhere = (header: readonly string[], matches: (found: string) => boolean): number[] =>
  header.flatMap((found, index) => (matches(found) ? [index] : []));

const plain = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '');

function missingColumns(
  missing: readonly string[],
  header: readonly string[],
  file: Pick<RawTable, 'name' | 'advice'>,
): Error {
  const named = missing.map((name) => {
    const near = nearestWord(name, header);
    return near === null ? name : `${name} (did you mean ${near}?)`;
  });
  return unreadable(
    `${file.name} has no column ${named.join(' and no column ')}. Columns found: ${header.join(', ')}.`,
    file.advice,
  );
}
