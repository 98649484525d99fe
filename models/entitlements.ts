import { z } from 'zod';

/** One app role by name: the app by display name, app id or object id of its service principal; the role by name or value. */
export const AppRoleName = z.strictObject({ app: z.string().min(1), role: z.string().min(1) });
export type AppRoleName = z.infer<typeof AppRoleName>;

/** What somebody gets: groups by name, mail nickname or object id; licences by SKU part number; app roles by name. */
export const Entitlements = z.strictObject({
  groups: z.array(z.string().min(1)).default([]),
  licences: z.array(z.string().min(1)).default([]),
  apps: z.array(AppRoleName).default([]),
});
export type Entitlements = z.infer<typeof Entitlements>;

/** Nothing at all. */
export const noEntitlements: Entitlements = { groups: [], licences: [], apps: [] };

/** Who gets what, by a rule over every employment that holds. */
export const Role = z.strictObject({
  id: z.string().min(1),
  title: z.string().optional(),
  when: z.string(),
  grant: Entitlements,
  /** Days that access stays after the role is lost while the person stays: the hand-over. */
  keepAfterLossDays: z.number().int().min(0).max(3650).default(0),
});
export type Role = z.infer<typeof Role>;

/** `managed`: Instroom writes the members. `dynamic`: Instroom writes the rule, and Entra fills the group. */
export const GroupPolicy = z.strictObject({
  id: z.string().min(1),
  membershipRule: z.string(),
  mode: z.enum(['managed', 'dynamic']).default('managed'),
});
export type GroupPolicy = z.infer<typeof GroupPolicy>;

/**
 * How a licence reaches people: `direct`, or through membership of `group` to which Entra assigns it. Never both. `reserve` seats are
 * never given out; below `warnBelow` free seats IT and HR hear of it. A SKU that no entry names is assigned directly.
 */
export const LicencePolicy = z
  .strictObject({
    sku: z.string().min(1),
    by: z.enum(['direct', 'group']).default('direct'),
    group: z.string().min(1).optional(),
    reserve: z.number().int().min(0).default(0),
    warnBelow: z.number().int().min(0).default(0),
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
  id: z.string().min(1),
  /** App id or object id of the service principal, where the name alone is not enough. */
  servicePrincipal: z.string().min(1).optional(),
  provisionOnDemand: z.boolean().default(true),
});
export type AppPolicy = z.infer<typeof AppPolicy>;

/** What stands on one side of a separation: roles by id, groups, licences and apps by name. */
export const SeparatedSide = z.strictObject({
  roles: z.array(z.string().min(1)).default([]),
  groups: z.array(z.string().min(1)).default([]),
  licences: z.array(z.string().min(1)).default([]),
  apps: z.array(AppRoleName).default([]),
});
export type SeparatedSide = z.infer<typeof SeparatedSide>;

/**
 * Two things that nobody may have at once (separation of duties). `keep-older`: what somebody has already stays and the other is
 * not given. `refuse`: neither is given until somebody decides.
 */
export const Separation = z.strictObject({
  id: z.string().min(1),
  title: z.string().optional(),
  between: z.tuple([SeparatedSide, SeparatedSide]),
  on: z.enum(['keep-older', 'refuse']).default('keep-older'),
});
export type Separation = z.infer<typeof Separation>;
