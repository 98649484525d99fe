import { z } from 'zod';

/** One app role by name: the app by display name, app id or object id of its service principal; the role by name or value. */
export const AppRoleName = z.strictObject({
  app: z.string().min(1).describe('display name, app id, or object id of the service principal'),
  role: z.string().min(1).describe('the role of the app, by name or value'),
});
export type AppRoleName = z.infer<typeof AppRoleName>;

/** What somebody gets: groups by name, mail nickname or object id; licences by SKU part number; app roles by name. */
export const Entitlements = z.strictObject({
  groups: z.array(z.string().min(1)).default([]).describe('groups by name, mail nickname or object id'),
  licences: z.array(z.string().min(1)).default([]).describe('licences by SKU part number, such as SPE_E3'),
  apps: z.array(AppRoleName).default([]).describe('app roles, as `{app, role}`'),
});
export type Entitlements = z.infer<typeof Entitlements>;

/** Nothing at all. */
export const noEntitlements: Entitlements = { groups: [], licences: [], apps: [] };

/** Who gets what, by a rule over every employment that holds. */
export const Role = z.strictObject({
  id: z.string().min(1).describe('a short name of your own; reasons name it'),
  title: z.string().optional().describe('how people call it'),
  when: z.string().describe('a rule, such as user.department -startsWith "Sales"'),
  grant: Entitlements.describe('what it gives'),
  keepAfterLossDays: z
    .number()
    .int()
    .min(0)
    .max(3650)
    .default(0)
    .describe('days that its access stays after the role is lost while the person stays: the hand-over'),
});
export type Role = z.infer<typeof Role>;

/** `managed`: Instroom writes the members. `dynamic`: Instroom writes the rule, and Entra fills the group. */
export const GroupPolicy = z.strictObject({
  id: z.string().min(1).describe('the group by name, mail nickname or object id'),
  membershipRule: z.string().describe('a rule, such as user.country -eq "NL"'),
  mode: z
    .enum(['managed', 'dynamic'])
    .default('managed')
    .describe('managed: Instroom writes the members; dynamic: Instroom writes the rule and Entra fills the group'),
});
export type GroupPolicy = z.infer<typeof GroupPolicy>;

/**
 * How a licence reaches people: `direct`, or through membership of `group` to which Entra assigns it. Never both. `reserve` seats are
 * never given out; below `warnBelow` free seats IT and HR hear of it. A SKU that no entry names is assigned directly.
 */
export const LicencePolicy = z
  .strictObject({
    sku: z.string().min(1).describe('the SKU part number, such as SPE_E3'),
    by: z.enum(['direct', 'group']).default('direct').describe('assigned directly, or through a group that carries it'),
    group: z.string().min(1).optional().describe('the group that carries it, with by: group'),
    reserve: z.number().int().min(0).default(0).describe('seats that are never given out'),
    warnBelow: z.number().int().min(0).default(0).describe('IT and HR hear of it when fewer seats are free'),
  })
  .superRefine((licence, issues) => {
    if (licence.by === 'group' && licence.group === undefined)
      issues.addIssue({ code: 'custom', message: 'by: group needs the group that carries the licence' });
    if (licence.by === 'direct' && licence.group !== undefined)
      issues.addIssue({ code: 'custom', message: 'a licence goes direct or by group, never both: say by: group' });
  });
export type LicencePolicy = z.infer<typeof LicencePolicy>;

/** An app whose roles are assigned. After an assignment Entra is asked to provision that person at once, where the app can do it. */
export const AppPolicy = z.strictObject({
  id: z.string().min(1).describe('the name by which roles call the app'),
  servicePrincipal: z
    .string()
    .min(1)
    .optional()
    .describe('app id or object id of the service principal, where the name alone is not enough'),
  provisionOnDemand: z
    .boolean()
    .default(true)
    .describe('after an assignment Entra makes the account in the app at once, where the app can do it'),
});
export type AppPolicy = z.infer<typeof AppPolicy>;

/** What stands on one side of a separation: roles by id, groups, licences and apps by name. */
export const SeparatedSide = z.strictObject({
  roles: z.array(z.string().min(1)).default([]).describe('roles of this policy, by id'),
  groups: z.array(z.string().min(1)).default([]).describe('groups that the policy gives'),
  licences: z.array(z.string().min(1)).default([]).describe('licences that the policy gives'),
  apps: z.array(AppRoleName).default([]).describe('app roles that the policy gives'),
});
export type SeparatedSide = z.infer<typeof SeparatedSide>;

/**
 * Two things that nobody may have at once (separation of duties). `keep-older`: what somebody has already stays and the other is
 * not given. `refuse`: neither is given until somebody decides.
 */
export const Separation = z.strictObject({
  id: z.string().min(1).describe('a short name of your own'),
  title: z.string().optional().describe('how people call it'),
  between: z.tuple([SeparatedSide, SeparatedSide]).describe('the two sides, as `[{roles: [a]}, {roles: [b]}]`'),
  on: z
    .enum(['keep-older', 'refuse'])
    .default('keep-older')
    .describe('keep-older: what somebody has already stays; refuse: neither is given until somebody decides'),
});
export type Separation = z.infer<typeof Separation>;
