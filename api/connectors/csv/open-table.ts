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

/** Sets aside whoever a row that cannot be used is of: everybody of `known` whose it may be, or else whom it names. */
export function setAsideBroken(opened: OpenTable, row: Row, known: Known = new Set()): void {
  const named = cellOf(opened.table, row, 'personKey');
  const suspects = cellsOfKey(opened.table, row, known).filter((cell) => cell !== '' && known.has(cell));
  for (const key of new Set(suspects.length === 0 ? [named] : suspects)) {
    opened.context.setAside.add(key || null, [brokenRow(opened, row)]);
  }
}

/** The keys of people who are known to be in the source. */
type Known = Pick<ReadonlySet<string>, 'has'>;

/**
 * The cells in which the key of the person may be: a field too many or too few may have moved it by as many places. Without this row
 * they could seem to have left. A known key in the first column was moved by nothing.
 */
function cellsOfKey({ columns, width }: Table, { fields }: Row, known: Known): string[] {
  const cells = fields.map((field) => field.trim());
  const index = columns.get('personKey')?.index ?? 0;
  if (index === 0 && known.has(cells[0] ?? '')) return cells.slice(0, 1);
  const moved = Math.max(0, index + cells.length - width);
  return cells.slice(Math.min(index, moved), Math.max(index, moved) + 1);
}
