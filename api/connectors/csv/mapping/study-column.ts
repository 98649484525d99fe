import type { CsvSource } from '../../../../models/sources/csv-source.ts';
import { namePrefixes, plainValue } from './value-words.ts';

/** What the cells of a column look like, told without any of them. */
export type Shape =
  | 'empty'
  | 'date'
  | 'email'
  | 'truth'
  | 'initials'
  | 'prefix'
  | 'fraction'
  | 'percent'
  | 'number'
  | 'phone'
  | 'code'
  | 'text';

/** How the dates of a column are written; `either` when day and month cannot be told apart. */
export type DateWriting = NonNullable<CsvSource['dateFormat']> | 'either' | 'MM-DD-YYYY';

/** A column without its cells: what is the same for many of them. */
export interface ColumnStudy {
  column: string;
  index: number;
  /** How many cells hold something. */
  filled: number;
  rows: number;
  shape: Shape;
  dateWriting: DateWriting | null;
  /** The largest number, where all are numbers. */
  largest: number | null;
  longest: number;
  /** The values with how often each occurs, when there are few; null when there are many. */
  values: ReadonlyMap<string, number> | null;
}

const mostValues = 60;
/** So many cells show how a column is written. */
const mostSamples = 5_000;
/** A few cells may be otherwise: a typing error makes no other column of it. */
const enough = 0.95;

/** Studies one column. `cells` are trimmed. */
export function studyColumn(column: string, index: number, cells: Iterable<string>): ColumnStudy {
  const samples: string[] = [];
  let values: Map<string, number> | null = new Map();
  let [filled, rows, longest] = [0, 0, 0];
  for (const cell of cells) {
    rows++;
    if (cell === '') continue;
    filled++;
    longest = Math.max(longest, cell.length);
    if (samples.length < mostSamples) samples.push(cell);
    values?.set(cell, (values.get(cell) ?? 0) + 1);
    if (values !== null && values.size > mostValues) values = null;
  }
  const shape = shapeOf(samples);
  const isNumeric = shape === 'fraction' || shape === 'percent' || shape === 'number';
  return {
    column,
    index,
    filled,
    rows,
    shape,
    dateWriting: shape === 'date' ? writingOf(samples) : null,
    largest: isNumeric ? samples.reduce((most, cell) => Math.max(most, numberOf(cell)), 0) : null,
    longest,
    values,
  };
}

const dateOnly = (cell: string): string => cell.replace(/[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/, '');
const numberOf = (cell: string): number => Number(cell.replace('%', '').replace(',', '.').trim());

/** In this order: what a stricter test takes is not asked of the others. */
const tests: ReadonlyArray<readonly [Shape, (cell: string) => boolean]> = [
  [
    'date',
    (cell) =>
      /^(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4}|(19|20)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01]))$/.test(
        dateOnly(cell),
      ),
  ],
  ['email', (cell) => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(cell)],
  ['truth', (cell) => /^(true|false|yes|no|y|n|ja|nee|j|waar|onwaar|0|1)$/i.test(cell)],
  ['percent', (cell) => /^\d{1,3}([.,]\d+)?\s*%$/.test(cell)],
  ['initials', (cell) => /^(\p{L}{1,2}\.\s?)+$/u.test(cell)],
  ['prefix', (cell) => namePrefixes.has(plainValue(cell))],
  ['fraction', (cell) => /^\d+([.,]\d+)?$/.test(cell) && numberOf(cell) <= 2],
  ['phone', (cell) => /^(\+|00?)[\d\s()-]{8,18}$/.test(cell)],
  ['number', (cell) => /^\d+([.,]\d+)?$/.test(cell)],
  ['code', (cell) => /^[\p{L}\d._/-]{1,64}$/u.test(cell) && /\d|^[A-Z]{1,6}$/.test(cell)],
];

function shapeOf(samples: readonly string[]): Shape {
  if (samples.length === 0) return 'empty';
  const found = tests.find(([, test]) => samples.filter(test).length >= samples.length * enough);
  return found?.[0] ?? 'text';
}

/** Slashes put the day first in Europe and the month in America; dates of the column itself have to show which. */
function writingOf(samples: readonly string[]): DateWriting {
  const cells = samples.map(dateOnly);
  const parts = cells.flatMap((cell) => /^(\d{1,2})([-/.])(\d{1,2})\2\d{4}$/.exec(cell)?.slice(1, 4) ?? []);
  const sign = parts[1];
  if (sign === undefined) return cells.some((cell) => cell.includes('-')) ? 'YYYY-MM-DD' : 'YYYYMMDD';
  let [dayFirst, monthFirst] = [false, false];
  for (let at = 0; at < parts.length; at += 3) {
    dayFirst ||= Number(parts[at]) > 12;
    monthFirst ||= Number(parts[at + 2]) > 12;
  }
  if (sign !== '/') return monthFirst && !dayFirst ? 'MM-DD-YYYY' : sign === '-' ? 'DD-MM-YYYY' : 'DD.MM.YYYY';
  if (dayFirst === monthFirst) return 'either';
  return dayFirst ? 'DD/MM/YYYY' : 'MM/DD/YYYY';
}
