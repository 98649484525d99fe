import { z } from 'zod';
import { PersonKind } from '../person.ts';
import { CsvColumn, CsvColumns } from './csv-source.ts';
import { SecretName, sourceBasics } from './source-basics.ts';

/** Which column of a report holds what: the words of the CSV files, by the alias that the report gives each column. */
export const WorkdayColumns = CsvColumns.extend({
  parentUnitKey: CsvColumn.optional().describe('key of the unit above'),
});
export type WorkdayColumns = z.infer<typeof WorkdayColumns>;

const Prompts = z.record(z.string(), z.string());

/** A custom report that is served as a web service (RaaS). */
const Report = z.strictObject({
  owner: z.string().min(1).describe('the user name of who owns the report'),
  name: z.string().min(1).describe('the name of the report, as it stands in its address'),
  prompts: Prompts.default({}).describe('values of prompts, by their name in the address'),
  parts: z
    .array(Prompts)
    .min(1)
    .optional()
    .describe('prompts that ask for one part each; a report has no pages, and beyond 50,000 rows it should have parts'),
});

/** How an API client for integrations signs in, instead of a user with a password. */
const OAuth = z.strictObject({
  clientId: z.string().min(1).describe('the client ID of the API client for integrations'),
  clientSecret: SecretName.describe('the name of the secret that holds its client secret'),
  refreshToken: SecretName.describe('the name of the secret that holds its refresh token, one that does not end'),
});

/** Workday, through its SOAP service Get_Workers or through a report of the customer's own. */
export const WorkdaySource = z
  .strictObject({
    ...sourceBasics,
    connector: z.literal('workday').describe('the kind of source'),
    api: z
      .enum(['soap', 'raas'])
      .default('soap')
      .describe('soap: Get_Workers; raas: a custom report as a web service, in JSON'),
    host: z
      .string()
      .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'a host name, such as wd3-services1.workday.com')
      .describe('the host of the web services, such as wd3-services1.workday.com'),
    tenant: z
      .string()
      .regex(/^\w{1,60}$/, 'the name of the tenant: letters, digits and underscores')
      .describe('the name of the tenant'),
    baseUrl: z
      .string()
      .regex(/^https:\/\/|^http:\/\/(127\.0\.0\.1|localhost)[:/]/, 'an https address')
      .optional()
      .describe('another address instead of https://<host>; for a rehearsal'),
    version: z
      .string()
      .regex(/^v(3\d|[4-9]\d)\.\d$/, 'a version of the web services, v30.0 or later')
      .default('v45.2')
      .describe('the version of the web services'),
    user: z.string().min(1).optional().describe('the integration system user, without @tenant'),
    password: SecretName.optional().describe('the name of the secret that holds its password'),
    oauth: OAuth.optional().describe('an API client for integrations, instead of user and password'),
    personKey: z
      .enum(['worker-id', 'universal-id'])
      .default('worker-id')
      .describe('what tells people apart: Worker_ID, or Universal_ID where a conversion gives a new Worker_ID'),
    kinds: z
      .record(z.string(), PersonKind)
      .default({})
      .describe('what the ids of employee and contingent worker types mean; others are employee and contingent'),
    functions: z
      .enum(['job-profile', 'position'])
      .default('job-profile')
      .describe("whose id is the key of somebody's function: that of the job profile, or of the position"),
    names: z
      .enum(['preferred', 'legal'])
      .default('preferred')
      .describe('which last name somebody goes by; without a preferred one it is the legal one'),
    prefixes: z
      .enum(['split', 'keep'])
      .default('split')
      .describe('split: “de Vries” is Vries with the prefix de; keep: the last name stays as it is'),
    units: z
      .enum(['organizations', 'workers'])
      .default('organizations')
      .describe('where the chart comes from: Get_Organizations, or what workers say of their organisations and chain'),
    leaves: z.boolean().default(false).describe('takes over leaves of absence: their days, never their kind'),
    changes: z.boolean().default(true).describe('reads by the transaction log between daily full readings; soap alone'),
    pageSize: z.number().int().min(1).max(999).default(100).describe('workers in one answer'),
    pollMinutes: z
      .number()
      .int()
      .min(5)
      .max(1440)
      .optional()
      .describe('how often is looked for changes: 20 for soap, 360 for raas'),
    report: Report.optional().describe('the report; raas alone'),
    columns: WorkdayColumns.optional().describe('which column of the report holds what; raas alone'),
  })
  .superRefine((source, issues) => {
    const refuse = (message: string) => issues.addIssue({ code: 'custom', message });
    const byPassword = source.user !== undefined && source.password !== undefined;
    if (byPassword === (source.oauth !== undefined)) refuse('give either user and password, or oauth');
    if (source.api === 'raas' && (source.report === undefined || source.columns === undefined))
      refuse('raas needs report, and columns: which column holds what');
    if (source.api === 'soap' && (source.report !== undefined || source.columns !== undefined))
      refuse('report and columns go with api: raas');
  });
export type WorkdaySource = z.infer<typeof WorkdaySource>;
