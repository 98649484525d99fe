import { z } from 'zod';
import { AccountAttribute } from './account.ts';
import { Approvals, CatalogueItem } from './approvals.ts';
import { AppPolicy, GroupPolicy, LicencePolicy, Role, Separation } from './entitlements.ts';
import { IdentityPolicy } from './identity-policy.ts';
import { JoinerPolicy } from './joiner.ts';
import { LeavePolicy, Lifecycle } from './lifecycle.ts';
import { Limits } from './limit.ts';
import { Naming } from './naming.ts';
import { Source } from './source.ts';

/** Who holds a role towards the bot: members of a group of the directory, or the owners of these addresses. */
export const Audience = z.strictObject({
  group: z.string().optional().describe('a group of the directory, by name, mail nickname or object id'),
  addresses: z.array(z.string()).optional().describe('the addresses of these people'),
});
export type Audience = z.infer<typeof Audience>;

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 19:00');

/** When people are left alone, in the policy's `timeZone`: what is not urgent waits until then. `until` before `from` is the next morning. */
export const QuietHours = z.strictObject({
  from: timeOfDay.describe('from this time of day'),
  until: timeOfDay.describe('until this time of day; before `from`: of the next day'),
  weekends: z.boolean().default(false).describe('and all of Saturday and Sunday'),
});
export type QuietHours = z.infer<typeof QuietHours>;

/** Who may do what towards the bot, and who stands in for whom, by address. */
export const People = z.strictObject({
  it: Audience.optional().describe('who sees runs and releases them'),
  hr: Audience.optional().describe('who hears of joiners, and of what has to be mended in HR'),
  security: Audience.optional().describe('who hears of what was stopped'),
  deputies: z.record(z.string(), z.string()).optional().describe('who stands in for whom: address to address'),
  quietHours: QuietHours.optional().describe('when cards that are not urgent wait, in `timeZone`'),
});
export type People = z.infer<typeof People>;

export const Language = z.enum(['en', 'nl']);
export type Language = z.infer<typeof Language>;

/** `instroom.yaml` after reading, with every default filled in. Data only; rules and templates are still text. */
export const Policy = z.strictObject({
  version: z.literal(1).describe('the version of this format: 1'),
  language: Language.default('en').describe('of sentences, notes and cards'),
  timeZone: z
    .string()
    .default('Europe/Amsterdam')
    .describe('the time zone in which days begin and end, where `zones` does not say otherwise'),
  domains: z
    .array(z.string().min(1))
    .min(1)
    .describe('verified domains of the tenant; new addresses are in the first (`domain` for one)'),
  sources: z
    .array(Source)
    .min(1)
    .describe(
      'where people come from: `{id, connector: csv, folder}`, `{id, connector: csv, file, columns}`, `{id, connector: afas, participant, token}`, `{id, connector: nmbrs, clientId, clientSecret, subscriptionKeys}`, `{id, connector: workday, host, tenant, user, password}`, `{id, connector: youforce, tenantId, clientId, clientSecret}` or `{id, connector: scim, tokens}` (`source` for one); `webhook: {secrets}` lets a source say that something changed',
    ),
  identity: IdentityPolicy.prefault({}).describe(
    'of several sources: who is who, and which source counts for what; see below',
  ),
  scope: z.string().optional().describe('a rule: whom the policy is about; without it everybody'),
  schedule: z.array(z.string()).default(['*/15 * * * *']).describe('cron patterns of runs that nobody asks for'),
  zones: z
    .record(z.string(), z.string())
    .default({})
    .describe('time zones of people by location or country code, as `{Auckland: Pacific/Auckland}`'),
  lifecycle: Lifecycle.prefault({}).describe('when accounts and access come and go'),
  leave: LeavePolicy.prefault({}).describe('what a leave does to access'),
  joiners: JoinerPolicy.prefault({}).describe('what is told about joiners, and the access pass of the first day'),
  names: Naming.prefault({}).describe('how names and addresses are made'),
  attributes: z
    .partialRecord(AccountAttribute, z.string().nullable())
    .default({})
    .describe('templates per attribute, over the defaults; `null`: not ours'),
  roles: z
    .array(Role)
    .default([])
    .describe('who gets what, by a rule over every employment that holds; several roles add up'),
  groups: z
    .array(GroupPolicy)
    .default([])
    .describe('groups whose members follow from a rule over the attributes of the account'),
  licences: z
    .array(LicencePolicy)
    .default([])
    .describe('how a licence reaches people; what is not named goes directly'),
  apps: z.array(AppPolicy).default([]).describe('apps whose roles are assigned, where the name alone is not enough'),
  separation: z.array(Separation).default([]).describe('what nobody may have at once (separation of duties)'),
  approvals: Approvals.prefault({}).describe('whose yes counts, and how long it is waited for; see below'),
  catalogue: z
    .array(CatalogueItem)
    .default([])
    .describe('what people can ask for in Teams, and what a replacement does with it; see below'),
  drift: z
    .enum(['put-back', 'ask'])
    .default('put-back')
    .describe(
      'what becomes of changes made in Entra by hand: put-back: the next run undoes them; ask: they stay until somebody chooses (a leaver who was let in is shut out all the same)',
    ),
  limits: Limits.default({}).describe('how much of one thing may happen within 24 hours, per kind; see below'),
  protect: z.array(z.string()).default([]).describe('accounts that are never written, by address or object id'),
  adoption: z
    .enum(['by-employee-id', 'by-decision'])
    .default('by-employee-id')
    .describe(
      "how an account that was there before becomes a person's: by the same `employeeId` at once, or when somebody accepts",
    ),
  people: People.default({}).describe('who is who towards the bot'),
});
export type Policy = z.infer<typeof Policy>;

/** The attribute templates that hold where the policy does not say otherwise. */
export const defaultAttributes: Readonly<Partial<Record<AccountAttribute, string>>> = {
  displayName: '${callName} ${surname}',
  givenName: '${callName}',
  surname: '${surname}',
  department: '${unit.name}',
  jobTitle: '${functionTitle}',
  companyName: '${employerName}',
  employeeType: '${kind}',
  employeeId: '${employeeNumber}',
  country: '${country}',
  usageLocation: '${country}',
};
