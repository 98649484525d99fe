import { z } from 'zod';
import { SftpServer } from './sftp-server.ts';
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

/** Where one flat file is, and which one it is where deliveries follow each other. */
const delivery = {
  file: z
    .string()
    .optional()
    .describe(
      'one flat file, CSV or Excel (.xlsx), with columns; * and ? in its name: the newest such file of the folder',
    ),
  newest: z
    .enum(['time', 'name'])
    .optional()
    .describe('which delivery is the newest: the one written last (time, the default), or the last by name'),
  marker: z
    .string()
    .regex(/^\.[A-Za-z0-9]{1,16}$/, 'an ending such as .done')
    .optional()
    .describe('a delivery counts once a file with this ending lies beside it, such as .done'),
  sheet: z
    .string()
    .min(1)
    .max(31)
    .optional()
    .describe('the sheet of a workbook; without it the first visible one with data'),
};

/** A source of people. Exactly one of `folder` (the four native files) and `file` (one flat file with `columns`). */
export const CsvSource = z
  .strictObject({
    ...sourceBasics,
    connector: z.literal('csv').describe('the kind of source'),
    folder: z.string().optional().describe('the folder with the native files, from the folder of this policy'),
    ...delivery,
    columns: CsvColumns.optional().describe('which column of the flat file holds what'),
    ...csvWriting,
    sftp: SftpServer.optional().describe('the server that has the file or folder; without it they are on this machine'),
  })
  .superRefine((source, issues) => {
    for (const message of contradictions(source)) issues.addIssue({ code: 'custom', message });
  });
export type CsvSource = z.infer<typeof CsvSource>;

interface Shape {
  folder?: string | undefined;
  file?: string | undefined;
  columns?: CsvColumns | undefined;
  newest?: string | undefined;
  marker?: string | undefined;
  sheet?: string | undefined;
}

/** What of the settings does not go together. */
function contradictions({ folder, file, columns, newest, marker, sheet }: Shape): string[] {
  const said: string[] = [];
  if ((folder === undefined) === (file === undefined)) {
    said.push('give either folder (the native files) or file (one flat file)');
  }
  if (file !== undefined && columns === undefined) {
    said.push('a flat file needs columns: which column holds what; instroom map FILE proposes them');
  }
  if (folder !== undefined && columns !== undefined) {
    said.push('columns go with file; the files of a folder have fixed columns');
  }
  if (folder !== undefined && (marker ?? sheet) !== undefined) said.push('marker and sheet go with file');
  if (newest !== undefined && !isPattern(file ?? '')) said.push('newest goes with a file whose name has * or ? in it');
  if (isPattern(file?.replace(/[^/\\]*$/, '') ?? ''))
    said.push('* and ? go in the name of the file, not in that of a folder');
  return said;
}

/** Whether a file is named by a pattern. */
export const isPattern = (file: string): boolean => /[*?]/.test(file);
