import type { Person, Unit } from '../../../models/person.ts';
import type { CsvColumn, CsvColumns } from '../../../models/sources/csv-source.ts';
import { unreadable } from '../unreadable.ts';
import type { WholeFile } from './client.ts';
import type { WantedColumn } from './find-columns.ts';
import { type Conflict, collectRows, findConflict } from './group-rows.ts';
import { refuseEmpty } from './native-folder.ts';
import { type OpenTable, openTable, type ReadContext, setAsideBroken, setAsideKeyless } from './open-table.ts';
import type { Row } from './raw-table.ts';
import { cellOf, translatedCell, whereIs } from './read-cells.ts';
import { readTable, type Table } from './read-table.ts';
import { EmploymentRow, type Field, fieldsOf, PersonRow } from './schema.ts';
import { toEmployment, toPerson } from './to-person.ts';

/** What is said of a person and has to be the same in all their rows. */
const personalFields: readonly Field[] = [...fieldsOf(PersonRow).all, 'active'];
const employmentFields: readonly Field[] = fieldsOf(EmploymentRow).all;

/**
 * Everybody in a flat file, whoever has unusable rows included: those are in `context.setAside` as well. Units are what the
 * rows name. Throws InstroomError (`hr-unreadable`) when the file cannot be used as a whole.
 */
export async function readFlatFile(
  file: WholeFile,
  columns: CsvColumns,
  context: ReadContext,
): Promise<{ people: Person[]; units: Unit[] }> {
  const table = await readTable(file, wantedColumns(columns), context.writing);
  refuseEmpty(table, file);
  refuseSilentColumn(table, 'active');
  const opened = openTable(table, context);
  const byPerson = collectRows(table, 'personKey');
  const people = [...byPerson].flatMap(([personKey, rows]) => {
    if (personKey !== '') return readPerson(opened, personKey, rows);
    for (const row of rows) setAsideKeyless(opened, row, { field: 'personKey' });
    return [];
  });
  for (const row of table.broken) setAsideBroken(opened, row, byPerson);
  return { people, units: collectUnits(opened) };
}

/** Every column that is mapped has to be there. */
function wantedColumns(columns: CsvColumns): WantedColumn[] {
  return Object.entries(columns).flatMap(([field, column]) => (column ? [toWanted(field as Field, column)] : []));
}

function toWanted(field: Field, column: CsvColumn): WantedColumn {
  if (typeof column === 'string') return { field, name: column, mandatory: true };
  const wanted = { field, name: column.column, mandatory: true };
  if ('is' in column) return { ...wanted, yes: new Set([column.is].flat().map(plain)) };
  return { ...wanted, values: new Map(Object.entries(column.values).map(([cell, ours]) => [plain(cell), ours])) };
}

const plain = (cell: string): string => cell.trim().toLowerCase();

/** A column that says who is active and is empty in every row would switch everybody off. */
function refuseSilentColumn(table: Table, field: Field): void {
  const column = table.columns.get(field);
  if (column === undefined || table.rows.length === 0) return;
  if (table.rows.some((row) => cellOf(table, row, field) !== '')) return;
  throw unreadable(
    `${column.name} in ${table.fileName} is empty in every row, so nobody would be active.`,
    'Correct the export, or take active out of the columns of the source.',
  );
}

/** One person from all their rows, with an employment from each row that is not a repetition. */
function readPerson(opened: OpenTable, personKey: string, allRows: readonly Row[]): Person[] {
  const { table, context } = opened;
  const rows = withoutRepetitions(table, allRows);
  const conflict = findContradiction(table, personKey, rows);
  if (conflict !== null) {
    const where = allRows.map((row) => whereIs(table, row));
    const text = context.texts.conflictingRows(where, conflict.columns);
    context.setAside.add(personKey, [{ reason: 'conflicting-rows', text, where: where.join(', ') }]);
    return [];
  }
  const read = rows.map((row) => readRow(opened, personKey, row));
  for (const { problems } of read) context.setAside.add(personKey, problems);
  return read.slice(0, 1).map(({ person }) => ({ ...person, employments: read.map(({ employment }) => employment) }));
}

/** The person and the employment of one row, with what could not be read of either. */
function readRow({ table, context, open }: OpenTable, personKey: string, row: Row) {
  const reader = open(row);
  const person = toPerson(reader, personKey, context.sourceId);
  const employment = toEmployment(reader, employmentKeyOf(table, row, personKey), context.texts);
  return { person, employment, problems: reader.problems };
}

function withoutRepetitions(table: Table, rows: readonly Row[]): Row[] {
  if (rows.length === 1) return [...rows];
  const fields = [...table.columns.keys()];
  const bySignature = new Map<string, Row>();
  for (const row of rows) {
    const signature = JSON.stringify(fields.map((field) => cellOf(table, row, field)));
    if (!bySignature.has(signature)) bySignature.set(signature, row);
  }
  return [...bySignature.values()];
}

/** Several rows are several employments when each has its own key and all say the same of the person. */
function findContradiction(table: Table, personKey: string, rows: readonly Row[]): Conflict | null {
  const keys = new Set(rows.map((row) => employmentKeyOf(table, row, personKey)));
  return findConflict(
    table,
    rows,
    keys.size === rows.length ? personalFields : [...personalFields, ...employmentFields, 'unitName'],
  );
}

const employmentKeyOf = (table: Table, row: Row, personKey: string): string =>
  translatedCell(table, row, 'employmentKey') || personKey;

/** The units that rows name. One that has two names is not used, so its people wait. */
function collectUnits({ table, context }: OpenTable): Unit[] {
  const units: Unit[] = [];
  for (const [unitKey, rows] of collectRows(table, 'unitKey')) {
    const byName = new Map(rows.map((row) => [translatedCell(table, row, 'unitName') || unitKey, row]));
    const [name = unitKey, ...others] = byName.keys();
    if (unitKey === '') continue;
    if (others.length === 0) {
      units.push({ unitKey, name });
      continue;
    }
    const where = [...byName.values()].map((row) => whereIs(table, row));
    const text = context.texts.conflictingUnits(unitKey, where, [table.columns.get('unitName')?.name ?? 'unitName']);
    context.setAside.add(null, [{ reason: 'conflicting-rows', text, where: where.join(', ') }]);
  }
  return units;
}
