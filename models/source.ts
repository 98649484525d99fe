import { z } from 'zod';

/** One column of a flat file: its name, or its name with the values it may hold, or with the value that means yes. */
export const CsvColumn = z.union([
  z.string(),
  z.strictObject({ column: z.string(), values: z.record(z.string(), z.string()) }),
  z.strictObject({ column: z.string(), is: z.union([z.string(), z.array(z.string())]) }),
]);
export type CsvColumn = z.infer<typeof CsvColumn>;

/** Which column of a flat file holds what. One row is one employment of one person. */
export const CsvColumns = z.strictObject({
  personKey: CsvColumn,
  unitKey: CsvColumn,
  startDate: CsvColumn,
  endDate: CsvColumn.optional(),
  lastWorkingDay: CsvColumn.optional(),
  active: CsvColumn.optional(),
  callName: CsvColumn.optional(),
  givenName: CsvColumn.optional(),
  initials: CsvColumn.optional(),
  birthNamePrefix: CsvColumn.optional(),
  birthName: CsvColumn.optional(),
  partnerNamePrefix: CsvColumn.optional(),
  partnerName: CsvColumn.optional(),
  nameUse: CsvColumn.optional(),
  mobilePhone: CsvColumn.optional(),
  workPhone: CsvColumn.optional(),
  workEmail: CsvColumn.optional(),
  employmentKey: CsvColumn.optional(),
  employeeNumber: CsvColumn.optional(),
  kind: CsvColumn.optional(),
  employerKey: CsvColumn.optional(),
  employerName: CsvColumn.optional(),
  primary: CsvColumn.optional(),
  fte: CsvColumn.optional(),
  unitName: CsvColumn.optional(),
  functionKey: CsvColumn.optional(),
  functionTitle: CsvColumn.optional(),
  costCentre: CsvColumn.optional(),
  managerPersonKey: CsvColumn.optional(),
  location: CsvColumn.optional(),
  country: CsvColumn.optional(),
});
export type CsvColumns = z.infer<typeof CsvColumns>;

/** How the text of a CSV file is written, where detection should not decide. */
const csvWriting = {
  separator: z.enum([',', ';', '\t', '|']).optional(),
  encoding: z.enum(['utf-8', 'windows-1252']).optional(),
  dateFormat: z.enum(['YYYY-MM-DD', 'DD-MM-YYYY', 'DD/MM/YYYY', 'MM/DD/YYYY', 'YYYYMMDD', 'DD.MM.YYYY']).optional(),
  decimal: z.enum(['point', 'comma']).optional(),
};

/** A source of people. Exactly one of `folder` (the four native files) and `file` (one flat file with `columns`). */
export const CsvSource = z
  .strictObject({
    id: z.string().min(1),
    connector: z.literal('csv'),
    folder: z.string().optional(),
    file: z.string().optional(),
    columns: CsvColumns.optional(),
    /** A source that has not changed for more days than this is asked about. */
    silenceDays: z.number().int().min(1).optional(),
    ...csvWriting,
  })
  .superRefine((source, issues) => {
    if ((source.folder === undefined) === (source.file === undefined)) {
      issues.addIssue({ code: 'custom', message: 'give either folder (the native files) or file (one flat file)' });
    }
    if (source.file !== undefined && source.columns === undefined) {
      issues.addIssue({ code: 'custom', message: 'a flat file needs columns: which column holds what' });
    }
    if (source.folder !== undefined && source.columns !== undefined) {
      issues.addIssue({ code: 'custom', message: 'columns go with file; the files of a folder have fixed columns' });
    }
  });
export type CsvSource = z.infer<typeof CsvSource>;

export const Source = CsvSource;
export type Source = CsvSource;
