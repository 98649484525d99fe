import { z } from 'zod';
import { NameUse, PersonKind } from '../person.ts';
import { SecretName, sourceBasics, Webhook } from './source-basics.ts';

/** An address of Youforce, or of a rehearsal on this machine. */
const Address = z.string().regex(/^https:\/\/|^http:\/\/(127\.0\.0\.1|localhost)[:/]/, 'an https address');

/** What is read beside persons, employments, units and job profiles. */
const also = {
  assignments: z
    .boolean()
    .default(false)
    .describe('reads assignments ("inzet") as well, each a line beside its employment'),
  costCentres: z.boolean().default(false).describe('reads cost allocations as well'),
};

/** How the system's words are taken. */
const words = {
  unitKey: z
    .enum(['shortName', 'id'])
    .default('shortName')
    .describe('what units are known by: the short name that people see, or the number behind it'),
  managers: z
    .strictObject({
      role: z.string().min(1).default('MGR').describe('the role of a head among the role assignments'),
      choose: z
        .enum(['first', 'last'])
        .default('first')
        .describe('who heads a unit of several: who began first, or last'),
    })
    .nullable()
    .prefault({})
    .describe('who heads a unit; null: HR does not tell'),
  nameUses: z
    .record(z.string(), NameUse)
    .default({})
    .describe('what the codes of nameAssembleOrder mean; E, P, B and C of Beaufort are known'),
  kinds: z
    .record(z.string(), PersonKind)
    .default({})
    .describe('what the codes of employmentType mean; others are employees'),
  dischargeDate: z
    .enum(['last-day', 'first-day-out'])
    .default('last-day')
    .describe('whether the date of discharge is the last day in service, or the first day out of it'),
};

/** What the maker lets one registered application do. Several installations that share one divide it among them. */
const budget = {
  callsPerDay: z
    .number()
    .int()
    .min(200)
    .max(1_000_000)
    .default(6000)
    .describe('calls a day that this installation may make'),
  tokensPerMonth: z.number().int().min(31).max(100_000).default(400).describe('tokens a month that it may ask for'),
  pageSize: z.number().int().min(10).max(10_000).default(1000).describe('rows a page'),
  pollMinutes: z.number().int().min(5).max(1440).default(15).describe('how often is looked for changes'),
};

/** Where the identity of a user is: below the address of the IAM API, or with a slash first below that of the host. Never another host. */
const IdentityPath = z
  .string()
  .regex(
    /^\/?(?:[\w.~()=,'$?&-]|\{code\})+(?:\/(?:[\w.~()=,'$?&-]|\{code\})+)*$/,
    'a path such as users(employeeId={code})/identity, without a host',
  )
  .refine((path) => path.split('{code}').length === 2, 'needs {code} once, in place of the code of the employee')
  .refine((path) => !/(^|\/)\.{1,2}(\/|$)/.test(path), 'a path without steps up');

/** What Youforce is told of Entra. */
const writeBack = z
  .strictObject({
    path: IdentityPath.default('users(employeeId={code})/identity').describe(
      'where the identity of a user is told; {code} is the code of the employee',
    ),
  })
  .nullable()
  .default(null)
  .describe('tells Youforce the sign-in name that somebody has in Entra; null: nothing is written to Youforce');

/** Visma Raet Youforce, through the IAM API. */
export const YouforceSource = z
  .strictObject({
    ...sourceBasics,
    connector: z.literal('youforce').describe('the kind of source'),
    core: z.enum(['beaufort', 'business']).default('beaufort').describe('which HR Core the customer has'),
    tenantId: z.string().min(1).max(100).describe('the tenant id, from the invitation that the customer accepted'),
    clientId: z.string().min(1).max(200).describe('the client id of the application in the Visma Developer Portal'),
    clientSecret: SecretName.describe('the name of the secret that holds the client secret'),
    scope: z.string().min(1).optional().describe('scopes to ask for, where the application needs them named'),
    baseUrl: Address.optional().describe('another address of the IAM API; for a rehearsal'),
    tokenUrl: Address.optional().describe('another address for tokens'),
    people: z
      .enum(['persons', 'employees'])
      .default('persons')
      .describe('where people are read: employees for HR Core Business without the Person layer'),
    ...also,
    ...words,
    ...budget,
    writeBack,
    webhook: Webhook.extend({
      scheme: z
        .enum(['instroom', 'visma'])
        .default('visma')
        .describe('how notices are signed: visma (the default) for X-VWD-Signature-V1'),
    })
      .optional()
      .describe('who may say that something changed in this source'),
  })
  .superRefine((source, issues) => {
    if (source.core === 'business' && Object.keys(source.nameUses).length === 0)
      issues.addIssue({
        code: 'custom',
        message:
          'HR Core Business needs nameUses: what its digits of nameAssembleOrder mean; see the readme of youforce',
      });
    if (source.core === 'business' && source.assignments)
      issues.addIssue({ code: 'custom', message: 'HR Core Business has no assignments' });
  });
export type YouforceSource = z.infer<typeof YouforceSource>;
