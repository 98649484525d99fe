import type { Archive } from './open-archive.ts';
import { readXml } from './read-xml.ts';
import { OverBudget, type TextBudget } from './text-budget.ts';
import { type CellContext, type RawCell, writeCell } from './write-cell.ts';

/** A row that holds something, with its number as Excel shows it. */
export interface SheetRow {
  line: number;
  fields: string[];
  faults?: Map<number, string>;
}

/** Cells that are one to the eye; rows as Excel counts them, columns from 0. */
export interface Merge {
  rows: [first: number, last: number];
  columns: [first: number, last: number];
}

/** No list of people is wider; what stands further right is not read. */
export const mostColumns = 500;
const mostMerges = 100_000;

/**
 * Reads the rows of one sheet, in order; rows in which every cell is empty are left out.
 * Throws OverBudget, and an Error for whatever is not a sheet: a row before the one above it, a cell that points to nowhere.
 */
export async function readSheet(
  archive: Archive,
  part: string,
  context: CellContext & { budget: TextBudget },
): Promise<{ rows: SheetRow[]; merges: Merge[] }> {
  const rows: SheetRow[] = [];
  const merges: Merge[] = [];
  let row: SheetRow = { line: 0, fields: [] };
  let cell: (RawCell & { column: number }) | null = null;
  let nextColumn = 0;
  let [isInValue, isSpoken] = [false, false];

  const openCell = ({ r, t = 'n', s = '0' }: Readonly<Record<string, string>>): void => {
    const column = r === undefined ? nextColumn : columnOf(r);
    nextColumn = column + 1;
    cell = { column, type: t, style: Number(s), value: null, isFormula: false };
  };
  const closeCell = (): void => {
    if (cell === null || cell.column >= mostColumns) return;
    const written = writeCell(cell, context);
    if (written === null) throw new Error(`row ${row.line} has a cell that cannot be`);
    if (written.kind === 'text' && written.text === '') return;
    while (row.fields.length < cell.column) row.fields.push('');
    row.fields[cell.column] = written.kind === 'text' ? written.text : '';
    if (written.kind === 'fault') {
      row.faults ??= new Map();
      row.faults.set(cell.column, written.shows);
    }
    context.budget.spend(cell.type === 's' || written.kind === 'fault' ? 0 : written.text.length);
  };

  await readXml(await archive.open(part), {
    open: (name, attributes) => {
      switch (name) {
        case 'row':
          row = { line: lineAfter(row.line, attributes.r), fields: [] };
          nextColumn = 0;
          break;
        case 'c':
          openCell(attributes);
          break;
        case 'f':
          if (cell !== null) cell.isFormula = true;
          break;
        case 'rPh':
          isSpoken = true;
          break;
        case 'v':
        case 't':
          isInValue = cell !== null && !isSpoken;
          if (isInValue && cell !== null) cell.value ??= '';
          break;
        case 'mergeCell':
          if (merges.push(mergeOf(attributes.ref ?? '')) > mostMerges) throw new OverBudget('too many merged cells');
      }
    },
    text: (text) => {
      if (isInValue && cell !== null) cell.value += text;
    },
    close: (name) => {
      if (name === 'v' || name === 't') isInValue = false;
      else if (name === 'rPh') isSpoken = false;
      else if (name === 'c') {
        closeCell();
        cell = null;
      } else if (name === 'row' && row.fields.length > 0) rows.push(row);
    },
  });
  return { rows, merges };
}

function lineAfter(line: number, named: string | undefined): number {
  const next = named === undefined ? line + 1 : Number(named);
  if (!(next > line)) throw new Error(`row ${named} stands after row ${line}`);
  return next;
}

/** The column of `BC12`, from 0. */
function columnOf(reference: string): number {
  let column = 0;
  for (const sign of reference) {
    const value = sign.toUpperCase().charCodeAt(0) - 64;
    if (value < 1 || value > 26) break;
    column = column * 26 + value;
  }
  if (column === 0 || column > 16_384) throw new Error('a cell without a place');
  return column - 1;
}

function mergeOf(reference: string): Merge {
  const [from = '', to = from] = reference.split(':');
  const rowOf = (cell: string): number => Number(cell.replace(/^[A-Za-z]+/, ''));
  return { rows: [rowOf(from), rowOf(to)], columns: [columnOf(from), columnOf(to)] };
}
