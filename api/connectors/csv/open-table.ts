import type { SourceTexts } from '../../../models/texts/source-texts.ts';
import type { Problem, SetAsideCollection } from '../collect-set-aside.ts';
import type { Row } from './raw-table.ts';
import { cellOf, createRowOpener, type RowReader, type Writing, whereIs } from './read-cells.ts';
import type { Table } from './read-table.ts';
import type { Field } from './schema.ts';

/** What every row of a source is read with. */
export interface ReadContext {
  sourceId: string;
  texts: SourceTexts;
  writing: Writing;
  setAside: SetAsideCollection;
}

/** A table with what it takes to read it. */
export interface OpenTable {
  table: Table;
  context: ReadContext;
  open(row: Row): RowReader;
}

/** Throws InstroomError (`hr-unreadable`) when a column of dates does not show how it is written. */
export function openTable(table: Table, context: ReadContext): OpenTable {
  return { table, context, open: createRowOpener(table, context.writing, context.texts) };
}

/** Sets aside a row whose key is empty; `personKey` when it is known whose it is all the same. */
export function setAsideKeyless(
  { table, context }: OpenTable,
  row: Row,
  ask: { field: Field; personKey?: string },
): void {
  const where = whereIs(table, row);
  const text = context.texts.noKey(table.columns.get(ask.field)?.name ?? ask.field, where);
  context.setAside.add(ask.personKey || null, [{ reason: 'no-key', text, where }]);
}

export function brokenRow({ table, context }: OpenTable, row: Row): Problem {
  const where = whereIs(table, row);
  const { texts } = context;
  const faulty = faultyCells(table, row);
  const text =
    faulty.length > 0 ? texts.faultyCells(faulty, where) : texts.brokenRow(row.fields.length, table.width, where);
  return { reason: 'broken-row', text, where };
}

/** The columns that are wanted and hold no value in this row, with what they show instead. */
const faultyCells = (table: Table, { faults }: Row): { column: string; shows: string }[] =>
  [...table.columns.values()].flatMap(({ name, index }) => {
    const shows = faults?.get(index);
    return shows === undefined ? [] : [{ column: name, shows }];
  });

/** Sets aside whoever a row that cannot be used names as its person. */
export function setAsideBroken(opened: OpenTable, row: Row): void {
  opened.context.setAside.add(cellOf(opened.table, row, 'personKey') || null, [brokenRow(opened, row)]);
}
