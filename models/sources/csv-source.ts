import { z } from 'zod';
import { sourceBasics } from './source-basics.ts';

/** One column of a flat file: its name, or its name with the values it may hold, or with the value that means yes. */
export const CsvColumn = z.union([
  z.string(),
  z.strictObject({
    column: z.string().describe('the name of the column'),
    values: z.record(z.string(), z.string()).describe('what the cells mean: from their text to ours'),
  }),
  z.strictObject({
    column: z.string().describe('the name of the column'),
    is: z.union([z.string(), z.array(z.string())]).describe('the cells that mean yes; any other means no'),
  }),
]);
export type CsvColumn = z.infer<typeof CsvColumn>;

/** Which column of a flat file holds what. One row is one employment of one person. */
export const CsvColumns = z.strictObject({
  personKey: CsvColumn.describe("the person's own key, the same for ever; required"),
  unitKey: CsvColumn.describe('the key of the unit (department, team); required'),
  startDate: CsvColumn.describe('first day of the employment; required'),
  endDate: CsvColumn.optional().describe('last day in service'),
  lastWorkingDay: CsvColumn.optional().describe('last day of work, where that is earlier'),
  active: CsvColumn.optional().describe('whether the source counts the person as active'),
  callName: CsvColumn.optional().describe('the name somebody is called by'),
  givenName: CsvColumn.optional().describe('given names in full'),
  initials: CsvColumn.optional().describe('initials'),
  birthNamePrefix: CsvColumn.optional().describe('prefix of the birth name, such as van der'),
  birthName: CsvColumn.optional().describe('birth name without prefix'),
  partnerNamePrefix: CsvColumn.optional().describe("prefix of the partner's name"),
  partnerName: CsvColumn.optional().describe("the partner's name without prefix"),
  nameUse: CsvColumn.optional().describe('birth, partner, partner-birth, birth-partner or as-given'),
  mobilePhone: CsvColumn.optional().describe('mobile number for work'),
  workPhone: CsvColumn.optional().describe('fixed number at work'),
  workEmail: CsvColumn.optional().describe('address at work that HR knows; a hint to find an existing account'),
  employmentKey: CsvColumn.optional().describe('the key of the employment'),
  employeeNumber: CsvColumn.optional().describe('number that becomes employeeId'),
  kind: CsvColumn.optional().describe('employee, contingent, external or intern'),
  employerKey: CsvColumn.optional().describe('key of the employer'),
  employerName: CsvColumn.optional().describe('name of the employer'),
  primary: CsvColumn.optional().describe('whether this is the main employment'),
  fte: CsvColumn.optional().describe('part of a full week, 0.8 or 80%'),
  unitName: CsvColumn.optional().describe('name of the unit'),
  functionKey: CsvColumn.optional().describe('key of the function'),
  functionTitle: CsvColumn.optional().describe('name of the function'),
  costCentre: CsvColumn.optional().describe('cost centre'),
  managerPersonKey: CsvColumn.optional().describe('key of the manager'),
  location: CsvColumn.optional().describe('place of work'),
  country: CsvColumn.optional().describe('two letters, NL'),
});
export type CsvColumns = z.infer<typeof CsvColumns>;

/** How the text of a CSV file is written, where detection should not decide. */
const csvWriting = {
  separator: z.enum([',', ';', '\t', '|']).optional().describe('between cells, where detection should not decide'),
  encoding: z.enum(['utf-8', 'windows-1252']).optional().describe('of the text, where detection should not decide'),
  dateFormat: z
    .enum(['YYYY-MM-DD', 'DD-MM-YYYY', 'DD/MM/YYYY', 'MM/DD/YYYY', 'YYYYMMDD', 'DD.MM.YYYY'])
    .optional()
    .describe('how dates are written, where the file alone does not tell'),
  decimal: z.enum(['point', 'comma']).optional().describe('how numbers are written'),
};

/** A source of people. Exactly one of `folder` (the four native files) and `file` (one flat file with `columns`). */
export const CsvSource = z
  .strictObject({
    ...sourceBasics,
    connector: z.literal('csv').describe('the kind of source'),
    folder: z.string().optional().describe('the folder with the native files, from the folder of this policy'),
    file: z.string().optional().describe('one flat file, with columns'),
    columns: CsvColumns.optional().describe('which column of the flat file holds what'),
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
