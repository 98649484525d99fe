import { z } from 'zod';
import { PersonKind } from '../../../models/person.ts';
import type { CsvColumns } from '../../../models/sources/csv-source.ts';

/** A cell that may be empty, in a column that may be left out: HR does not say. */
const cell = z.string().optional();
/** A cell that may be empty, in a column that must be there: without it, silence would be taken for an answer. */
const column = z.string();
const key = z.string().min(1);

/** One row of `persons.csv`. */
export const PersonRow = z.object({
  personKey: key,
  callName: cell,
  givenName: cell,
  initials: cell,
  birthNamePrefix: cell,
  birthName: cell,
  partnerNamePrefix: cell,
  partnerName: cell,
  nameUse: cell,
  mobilePhone: cell,
  workPhone: cell,
  workEmail: cell,
});

/** One row of `employments.csv`. Without `endDate` everybody who left would seem to be back, so the column must be there. */
export const EmploymentRow = z.object({
  employmentKey: key,
  personKey: key,
  employeeNumber: cell,
  kind: cell,
  employerKey: cell,
  employerName: cell,
  startDate: column,
  endDate: column,
  lastWorkingDay: cell,
  primary: cell,
  fte: cell,
  unitKey: cell,
  functionKey: cell,
  functionTitle: cell,
  costCentre: cell,
  managerPersonKey: cell,
  location: cell,
  country: cell,
});

/** One row of `units.csv`. */
export const UnitRow = z.object({ unitKey: key, name: column, parentKey: cell, headPersonKey: cell });

/** One row of `leaves.csv`. */
export const LeaveRow = z.object({ personKey: key, startDate: column, endDate: column, kind: cell });

/** Every field that a column of some file can hold. */
export type Field =
  | keyof z.infer<typeof PersonRow>
  | keyof z.infer<typeof EmploymentRow>
  | keyof z.infer<typeof UnitRow>
  | keyof z.infer<typeof LeaveRow>
  | keyof CsvColumns;

/** The kinds that a file may name; `other` is for sources that have kinds we have no word for. */
export const CsvKind = PersonKind.exclude(['other']);

/** The fields of a row type, and those whose column must be in the file. */
export function fieldsOf(row: z.ZodObject): { all: Field[]; mandatory: ReadonlySet<Field> } {
  const all = Object.keys(row.shape) as Field[];
  return { all, mandatory: new Set(all.filter((field) => !row.shape[field]?.safeParse(undefined).success)) };
}
