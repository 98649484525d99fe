import { parse } from 'csv-parse/sync';

type Row = Record<string, string>;

/** Changes the rows of a CSV file: gives each, changed or not, or null to leave it out. */
export function changeRows(change: (row: Row) => Row | null): (text: string) => string {
  return (text) => {
    const [columns = [], ...cells] = parse(text) as string[][];
    const rows = cells.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at] ?? ''])));
    return write(
      columns,
      rows.map(change).filter((row) => row !== null),
    );
  };
}

/** Adds a row to a CSV file; what is not given is empty. */
export function addRow(row: Row): (text: string) => string {
  return (text) => {
    const [columns = []] = parse(text) as string[][];
    return `${text.trimEnd()}\n${line(columns.map((column) => row[column] ?? ''))}`;
  };
}

const write = (columns: readonly string[], rows: readonly Row[]): string =>
  [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))].map(line).join('');

const line = (cells: readonly string[]): string =>
  `${cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`;
