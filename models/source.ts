import { z } from 'zod';
import { AfasSource } from './sources/afas-source.ts';
import { CsvSource } from './sources/csv-source.ts';
import { NmbrsSource } from './sources/nmbrs-source.ts';
import { ScimSource } from './sources/scim-source.ts';
import { WorkdaySource } from './sources/workday-source.ts';
import { YouforceSource } from './sources/youforce-source.ts';

/** A place where people come from; `connector` says which HR system it is. */
export const Source = z.discriminatedUnion('connector', [
  CsvSource,
  AfasSource,
  NmbrsSource,
  ScimSource,
  WorkdaySource,
  YouforceSource,
]);
export type Source = z.infer<typeof Source>;

/** Whether silence about a manager means that there is none: a flat file or a report may have no column for managers, and Youforce none who hold the role. A source that is not known says so. */
export function saysManagers(source: Source | undefined): boolean {
  if (source?.connector === 'youforce') return source.managers !== null;
  const columns = source?.connector === 'csv' || source?.connector === 'workday' ? source.columns : undefined;
  return columns === undefined || columns.managerPersonKey !== undefined;
}
