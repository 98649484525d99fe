import path from 'node:path';
import type { Person, Unit } from '../../../models/person.ts';
import type { Problem } from '../collect-set-aside.ts';
import { unreadable } from '../unreadable.ts';
import type { WantedFile, WholeFile } from './client.ts';
import type { WantedColumn } from './find-columns.ts';
import { type GroupedRows, groupRows } from './group-rows.ts';
import {
  brokenRow,
  type OpenTable,
  openTable,
  type ReadContext,
  setAsideBroken,
  setAsideKeyless,
} from './open-table.ts';
import type { Row } from './raw-table.ts';
import { cellOf, whereIs } from './read-cells.ts';
import { readTable, type Table } from './read-table.ts';
import { EmploymentRow, fieldsOf, LeaveRow, PersonRow, UnitRow } from './schema.ts';
import { toEmployment, toLeave, toPerson, toUnit } from './to-person.ts';

/** The four files of a native folder, in the order in which `readNativeFolder` takes them. */
export function nativeFiles(folder: string): WantedFile[] {
  return [
    { path: path.join(folder, 'persons.csv') },
    { path: path.join(folder, 'employments.csv') },
    { path: path.join(folder, 'units.csv') },
    { path: path.join(folder, 'leaves.csv'), optional: true },
  ];
}

/**
 * Everybody in a native folder, whoever has unusable rows included: those are in `context.setAside` as well.
 * Throws InstroomError (`hr-unreadable`) when a file cannot be used as a whole.
 */
export async function readNativeFolder(
  files: readonly (WholeFile | null)[],
  context: ReadContext,
): Promise<{ people: Person[]; units: Unit[] }> {
  const [persons, employments, units, leaves] = files;
  if (!persons || !employments || !units) throw new Error('files are not in the order of nativeFiles');
  const open = async (file: WholeFile, rowType: RowType) => openTable(await readRows(file, rowType, context), context);
  const owners = collectPeople(await open(persons, PersonRow));
  addEmployments(await open(employments, EmploymentRow), owners);
  if (leaves) addLeaves(await open(leaves, LeaveRow), owners);
  return { people: [...owners.people.values()], units: collectUnits(await open(units, UnitRow)) };
}

type RowType = typeof PersonRow | typeof EmploymentRow | typeof UnitRow | typeof LeaveRow;

/** Only of leaves there may be none at all. */
async function readRows(file: WholeFile, rowType: RowType, context: ReadContext): Promise<Table> {
  const { all, mandatory } = fieldsOf(rowType);
  const wanted = all.map((field): WantedColumn => ({ field, name: field, mandatory: mandatory.has(field) }));
  const table = await readTable(file, wanted, context.writing);
  if (rowType !== LeaveRow) refuseEmpty(table, file);
  return table;
}

/** A full state without anybody in it is an export that failed. */
export function refuseEmpty(table: Table, file: WholeFile): void {
  if (table.rows.length > 0 || table.broken.length > 0) return;
  throw unreadable(
    `${file.name} holds a header and nothing else, which is never believed.`,
    `Write all rows to ${file.path}.`,
  );
}

/** The people that rows of other files may speak of; `known` also holds those whose own row cannot be used. */
interface Owners {
  people: ReadonlyMap<string, Person>;
  known: ReadonlySet<string>;
  fileName: string;
}

function collectPeople(opened: OpenTable): Owners {
  const { table, context } = opened;
  const { single, conflicts, keyless } = groupRows(table, 'personKey');
  const people = new Map<string, Person>();
  for (const [personKey, row] of single) {
    const reader = opened.open(row);
    people.set(personKey, toPerson(reader, personKey, context.sourceId));
    context.setAside.add(personKey, reader.problems);
  }
  for (const [personKey, { where, columns }] of conflicts) {
    const text = context.texts.conflictingRows(where, columns);
    context.setAside.add(personKey, [{ reason: 'conflicting-rows', text, where: where.join(', ') }]);
  }
  for (const row of keyless) setAsideKeyless(opened, row, { field: 'personKey' });
  for (const row of table.broken) setAsideBroken(opened, row);
  const broken = table.broken.map((row) => cellOf(table, row, 'personKey')).filter((personKey) => personKey !== '');
  return { people, known: new Set([...people.keys(), ...conflicts.keys(), ...broken]), fileName: table.fileName };
}

function addEmployments(opened: OpenTable, owners: Owners): void {
  const { table, context } = opened;
  const { single, conflicts, keyless } = groupRows(table, 'employmentKey');
  for (const [employmentKey, row] of single) {
    const personKey = ownerOf(opened, row, owners);
    if (personKey === null) continue;
    const reader = opened.open(row);
    owners.people.get(personKey)?.employments.push(toEmployment(reader, employmentKey, context.texts));
    context.setAside.add(personKey, reader.problems);
  }
  setAsideConflicts(opened, conflicts);
  for (const row of keyless) {
    setAsideKeyless(opened, row, { field: 'employmentKey', personKey: cellOf(table, row, 'personKey') });
  }
  for (const row of table.broken) setAsideBroken(opened, row, owners.known);
}

function addLeaves(opened: OpenTable, owners: Owners): void {
  const { table, context } = opened;
  for (const row of table.rows) {
    const personKey = ownerOf(opened, row, owners);
    if (personKey === null) continue;
    const reader = opened.open(row);
    const leave = toLeave(reader, context.texts);
    if (leave !== null) owners.people.get(personKey)?.leaves.push(leave);
    context.setAside.add(personKey, reader.problems);
  }
  for (const row of table.broken) setAsideBroken(opened, row, owners.known);
}

/** Whose row it is; null, and set aside, when it is nobody's that `persons.csv` knows. */
function ownerOf(opened: OpenTable, row: Row, owners: Owners): string | null {
  const { table, context } = opened;
  const personKey = cellOf(table, row, 'personKey');
  if (owners.known.has(personKey)) return personKey;
  const where = whereIs(table, row);
  const text = context.texts.unknownPerson(owners.fileName, where);
  if (personKey === '') setAsideKeyless(opened, row, { field: 'personKey' });
  else context.setAside.add(personKey, [{ reason: 'unknown-person', text, where }]);
  return null;
}

/** It is not known which of the rows is true, nor whose it is: everybody involved waits. */
function setAsideConflicts({ table, context }: OpenTable, conflicts: GroupedRows['conflicts']): void {
  for (const [employmentKey, { rows, where, columns }] of conflicts) {
    const text = context.texts.conflictingEmployments(employmentKey, where, columns);
    const problem: Problem = { reason: 'conflicting-rows', text, where: where.join(', ') };
    for (const personKey of new Set(rows.map((row) => cellOf(table, row, 'personKey')))) {
      context.setAside.add(personKey || null, [problem]);
    }
  }
}

/** Of two different rows for one unit, and of a unit without a name, nothing is used: its people wait. */
function collectUnits(opened: OpenTable): Unit[] {
  const { table, context } = opened;
  const { single, conflicts, keyless } = groupRows(table, 'unitKey');
  const units: Unit[] = [];
  for (const [unitKey, row] of single) {
    const unit = toUnit(opened.open(row), unitKey);
    const where = whereIs(table, row);
    const text = context.texts.unitWithoutName(unitKey, where);
    if (unit !== null) units.push(unit);
    else context.setAside.add(null, [{ reason: 'unknown-value', text, where }]);
  }
  for (const [unitKey, { where, columns }] of conflicts) {
    const text = context.texts.conflictingUnits(unitKey, where, columns);
    context.setAside.add(null, [{ reason: 'conflicting-rows', text, where: where.join(', ') }]);
  }
  for (const row of keyless) setAsideKeyless(opened, row, { field: 'unitKey' });
  for (const row of table.broken) context.setAside.add(null, [brokenRow(opened, row)]);
  return units;
}
