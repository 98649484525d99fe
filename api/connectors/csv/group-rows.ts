import type { Row } from './raw-table.ts';
import { cellOf, translatedCell, whereIs } from './read-cells.ts';
import type { Table } from './read-table.ts';
import type { Field } from './schema.ts';

/** Rows that speak of the same thing and say different things. */
export interface Conflict {
  rows: Row[];
  where: string[];
  /** The columns in which they differ, as named in the file. */
  columns: string[];
}

/** The rows of a table by key. Rows that are the same in every column that is read count as one. */
export interface GroupedRows {
  single: Map<string, Row>;
  conflicts: Map<string, Conflict>;
  keyless: Row[];
}

/** Groups rows by the key in one column, in the order of the file. */
export function groupRows(table: Table, keyField: Field): GroupedRows {
  const grouped: GroupedRows = { single: new Map(), conflicts: new Map(), keyless: [] };
  for (const [key, rows] of collectRows(table, keyField)) {
    const [first] = rows;
    if (key === '' || first === undefined) {
      grouped.keyless.push(...rows);
      continue;
    }
    const conflict = findConflict(table, rows, [...table.columns.keys()]);
    if (conflict === null) grouped.single.set(key, first);
    else grouped.conflicts.set(key, conflict);
  }
  return grouped;
}

/** All rows by the key in one column; those without a key under the empty text. */
export function collectRows(table: Table, keyField: Field): Map<string, Row[]> {
  const byKey = new Map<string, Row[]>();
  for (const row of table.rows) {
    const key = translatedCell(table, row, keyField);
    const rows = byKey.get(key);
    if (rows === undefined) byKey.set(key, [row]);
    else rows.push(row);
  }
  return byKey;
}

/** How rows differ in these fields, or null when they do not. */
export function findConflict(table: Table, rows: readonly Row[], fields: readonly Field[]): Conflict | null {
  const [first] = rows;
  if (first === undefined || rows.length === 1) return null;
  const differing = fields.filter((field) =>
    rows.some((row) => cellOf(table, row, field) !== cellOf(table, first, field)),
  );
  if (differing.length === 0) return null;
  const columns = new Set(differing.map((field) => table.columns.get(field)?.name ?? field));
  return { rows: [...rows], where: rows.map((row) => whereIs(table, row)), columns: [...columns] };
}
