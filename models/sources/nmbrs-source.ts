import { z } from 'zod';
import { NameUse, PersonKind } from '../person.ts';
import { SecretName, sourceBasics } from './source-basics.ts';

/** An address that secrets may be sent to. */
const SafeAddress = z.string().regex(/^https:\/\/|^http:\/\/(127\.0\.0\.1|localhost)[:/]/, 'an https address');

/** How long the payroll periods of a company are. */
export const PeriodLength = z.enum(['month', 'four-weeks', 'week']);
export type PeriodLength = z.infer<typeof PeriodLength>;

/** What the REST API needs. */
const restSettings = {
  clientId: z.string().min(1).optional().describe('the client id of your app in the developer portal of Nmbrs'),
  clientSecret: SecretName.optional().describe('the name of the secret that holds the client secret'),
  subscriptionKeys: z
    .array(SecretName)
    .min(1)
    .max(2)
    .optional()
    .describe('the names of the secrets that hold the subscription keys: the primary, and the secondary if you like'),
  redirectUri: SafeAddress.default('http://127.0.0.1:8734/nmbrs').describe(
    'the redirect address that the app was registered with; on this machine `instroom nmbrs connect` listens there',
  ),
  pkce: z.boolean().default(true).describe('proves the consent with PKCE as well; false where Nmbrs refuses it'),
  scopes: z.array(z.string()).optional().describe('other scopes than those that are needed; offline_access is added'),
  pageSize: z.number().int().min(1).max(1000).default(100).describe('how many rows are asked for at once'),
  identityUrl: SafeAddress.default('https://identityservice.nmbrs.com').describe(
    'where consent is given; another for a rehearsal',
  ),
  changes: z
    .boolean()
    .default(false)
    .describe('between daily full readings, reads only companies in which something was changed'),
};

/** What the SOAP API needs. */
const soapSettings = {
  username: z.string().min(1).optional().describe('the e-mail address that the SOAP token is of'),
  token: SecretName.optional().describe('the name of the secret that holds the SOAP token'),
  domain: z.string().min(1).optional().describe('the sub domain of your environment, as in https://<domain>.nmbrs.nl'),
};

/** Visma Nmbrs, through its REST API, or through SOAP v3 for as long as that is there. */
export const NmbrsSource = z
  .strictObject({
    ...sourceBasics,
    connector: z.literal('nmbrs').describe('the kind of source'),
    api: z.enum(['rest', 'soap']).default('rest').describe('soap: for those who cannot use REST yet; it ends in 2027'),
    ...restSettings,
    ...soapSettings,
    baseUrl: SafeAddress.optional().describe('another address of the API: https://api.nmbrs.se, or for a rehearsal'),
    companies: z
      .array(z.string().min(1))
      .min(1)
      .optional()
      .describe('which companies are read, by id or number; without it all that may be read'),
    samePerson: z
      .enum(['never', 'number', 'email', 'birth'])
      .default('never')
      .describe(
        'when employees are one person: number (employee number), email (at work), birth (date of birth, birth name, initials)',
      ),
    managerBy: z
      .array(z.enum(['email', 'number']))
      .min(1)
      .default(['email'])
      .describe('how managers are found among the employees, in this order'),
    kinds: z
      .record(z.string(), PersonKind)
      .default({})
      .describe('what the employee types mean, as payroll or external; external is external, others are employees'),
    nameUses: z
      .record(z.string(), NameUse)
      .default({})
      .describe('what codes of name use mean, over 1 birth, 2 partner, 3 partner-birth, 4 birth-partner'),
    periods: PeriodLength.default('month').describe('how long payroll periods are: month, four-weeks or week'),
    companyPeriods: z
      .record(z.string(), PeriodLength)
      .default({})
      .describe('companies, by id or number, whose payroll periods are of another length'),
    endsWithContract: z
      .boolean()
      .default(false)
      .describe('an employment without an end of its own ends with its last contract'),
    costCentres: z.boolean().default(true).describe('whether cost centres are read'),
    leaves: z
      .strictObject({
        types: z.array(z.string()).default([]).describe('the types that count; empty: all of them'),
        statuses: z.array(z.string()).min(1).default(['approved']).describe('the states that count'),
      })
      .optional()
      .describe('requests for leave that count as leave, over REST; without it HR does not tell'),
    pollMinutes: z.number().int().min(15).max(1440).default(60).describe('how often is looked for changes'),
  })
  .superRefine((source, issues) => {
    const needed =
      source.api === 'rest'
        ? (['clientId', 'clientSecret', 'subscriptionKeys'] as const)
        : (['username', 'token'] as const);
    for (const name of needed)
      if (source[name] === undefined)
        issues.addIssue({ code: 'custom', path: [name], message: `api: ${source.api} needs ${name}` });
    if (source.api === 'soap' && (source.changes || source.leaves !== undefined))
      issues.addIssue({
        code: 'custom',
        message: 'SOAP tells neither changes nor leave; leave changes and leaves out',
      });
  });
export type NmbrsSource = z.infer<typeof NmbrsSource>;
