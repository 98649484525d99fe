import { type Merge, mostColumns, type SheetRow } from './read-sheet.ts';
import { OverBudget } from './text-budget.ts';

/** So that a file cannot name the same rows over and over, nor all columns of all rows. */
const mostFills = 5_000_000;

/**
 * What stands in merged cells counts for each of their rows: a department written once over five people is that of all five. Cells that
 * are merged over several columns do not say which column is meant, so there they are faults. `rows` are in order and change.
 */
export function fillMerges(rows: readonly SheetRow[], merges: readonly Merge[]): void {
  let fills = 0;
  for (const { rows: lines, columns } of merges) {
    const start = firstFrom(rows, lines[0]);
    const end = firstFrom(rows, lines[1] + 1);
    fills += (end - start) * (lastOf(columns) - columns[0] + 1);
    if (fills > mostFills) throw new OverBudget('too many merged cells');
    const covered = rows.slice(start, end);
    if (columns[0] === columns[1]) spreadDown(covered, columns[0], lines[0]);
    else for (const row of covered) spoil(row, columns);
  }
}

/** Only the first row of merged cells has their value. */
function spreadDown(covered: readonly SheetRow[], column: number, firstLine: number): void {
  const [top] = covered;
  const isThere = top?.line === firstLine;
  const cell = {
    value: isThere ? (top.fields[column] ?? '') : '',
    shows: isThere ? top.faults?.get(column) : undefined,
  };
  for (const row of covered) setField(row, column, cell);
}

function spoil(row: SheetRow, [first, last]: Merge['columns']): void {
  for (let column = first; column <= lastOf([first, last]); column++) setFault(row, column, 'merged');
}

const lastOf = ([first, last]: Merge['columns']): number => Math.min(last, Math.max(first, mostColumns - 1));

function setField(row: SheetRow, column: number, { value, shows }: { value: string; shows: string | undefined }): void {
  if (shows !== undefined) {
    setFault(row, column, shows);
    return;
  }
  while (row.fields.length < column) row.fields.push('');
  row.fields[column] = value;
}

function setFault(row: SheetRow, column: number, shows: string): void {
  row.faults ??= new Map();
  row.faults.set(column, shows);
}

/** The first row at or after a line. */
function firstFrom(rows: readonly SheetRow[], line: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.line ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low;
}
