import type { CsvSource } from '../../../../models/sources/csv-source.ts';
import type { MappedField } from './header-words.ts';
import type { DateWriting, Shape } from './study-column.ts';

/** Why a column was taken for something, or left out. No cell is in it, but codes that many rows share. */
export type Why =
  | { kind: 'name' }
  | { kind: 'unique' }
  | { kind: 'shape'; shape: Shape; dateWriting: DateWriting | null }
  | { kind: 'codes'; count: number }
  | { kind: 'keys-of'; column: string }
  | { kind: 'needless' }
  | { kind: 'unknown' }
  | { kind: 'other-column'; field: MappedField }
  | { kind: 'unfit'; field: MappedField; shape: Shape }
  /** `others`: the column whose values they are instead. */
  | { kind: 'no-keys'; field: MappedField; others?: string }
  | { kind: 'unknown-codes'; field: MappedField; codes: string[] }
  | { kind: 'not-one-name'; field: MappedField }
  | { kind: 'same-name' };

/** What became of one column. */
export interface ColumnVerdict {
  column: string;
  /** Empty when the column is left out. */
  fields: MappedField[];
  why: Why[];
}

/** What somebody who knows the file has to decide. */
export type OpenPoint =
  | { kind: 'missing'; field: 'personKey' | 'unitKey' | 'startDate' }
  | { kind: 'no-end' }
  | { kind: 'no-name' }
  | { kind: 'several-rows'; people: number; column: string }
  | { kind: 'day-or-month'; columns: string[] }
  | { kind: 'unreadable-dates'; columns: string[] }
  | { kind: 'kind-codes'; column: string; codes: string[] }
  | { kind: 'name-use-digits'; column: string }
  | { kind: 'whole-surname'; column: string }
  | { kind: 'dated-name'; pattern: string };

export type ProposedColumns = NonNullable<CsvSource['columns']>;

export interface Proposal {
  /** Missing when a column that is required was not found: nothing can be read then. */
  columns: Partial<ProposedColumns>;
  writing: Pick<CsvSource, 'dateFormat'>;
  verdicts: ColumnVerdict[];
  open: OpenPoint[];
}
