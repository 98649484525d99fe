import { z } from 'zod';
import { AccountAttribute } from './account.ts';
import { AppPolicy, GroupPolicy, LicencePolicy, Role, Separation } from './entitlements.ts';
import { LeavePolicy, Lifecycle } from './lifecycle.ts';
import { Limits } from './limit.ts';
import { Naming } from './naming.ts';
import { Source } from './source.ts';

export const AudienceRole = z.enum(['it', 'hr', 'security']);
export type AudienceRole = z.infer<typeof AudienceRole>;

/** Who holds a role towards the bot: members of a group of the directory, or the owners of these addresses. */
export const Audience = z.strictObject({
  group: z.string().optional(),
  addresses: z.array(z.string()).optional(),
});
export type Audience = z.infer<typeof Audience>;

/** Who may do what towards the bot, and who stands in for whom, by address. */
export const People = z.strictObject({
  it: Audience.optional(),
  hr: Audience.optional(),
  security: Audience.optional(),
  deputies: z.record(z.string(), z.string()).optional(),
});
export type People = z.infer<typeof People>;

/** Whose yes counts. `run`: the roles that may release a held run. */
export const Approvals = z.strictObject({
  run: z.strictObject({ by: z.array(AudienceRole).min(1).default(['it']) }).prefault({}),
});
export type Approvals = z.infer<typeof Approvals>;

export const Language = z.enum(['en', 'nl']);
export type Language = z.infer<typeof Language>;

/** `instroom.yaml` after reading, with every default filled in. Data only; rules and templates are still text. */
export const Policy = z.strictObject({
  version: z.literal(1),
  language: Language.default('en'),
  timeZone: z.string().default('Europe/Amsterdam'),
  domains: z.array(z.string().min(1)).min(1),
  sources: z.array(Source).min(1),
  scope: z.string().optional(),
  schedule: z.array(z.string()).default(['*/15 * * * *']),
  /** Time zones of people by where they work: a location or a country code, and the IANA name. */
  zones: z.record(z.string(), z.string()).default({}),
  lifecycle: Lifecycle.prefault({}),
  leave: LeavePolicy.prefault({}),
  names: Naming.prefault({}),
  attributes: z.partialRecord(AccountAttribute, z.string().nullable()).default({}),
  roles: z.array(Role).default([]),
  groups: z.array(GroupPolicy).default([]),
  licences: z.array(LicencePolicy).default([]),
  apps: z.array(AppPolicy).default([]),
  separation: z.array(Separation).default([]),
  approvals: Approvals.prefault({}),
  limits: Limits.default({}),
  protect: z.array(z.string()).default([]),
  /** How an account that was there before Instroom becomes a person's: by the same employeeId at once, or when somebody accepts. */
  adoption: z.enum(['by-employee-id', 'by-decision']).default('by-employee-id'),
  people: People.default({}),
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
