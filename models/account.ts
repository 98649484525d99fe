import { z } from 'zod';

/** The account attributes that a policy may write, by their names in Microsoft Graph (nested ones by their inner name). */
export const AccountAttribute = z.enum([
  'displayName',
  'givenName',
  'surname',
  'department',
  'jobTitle',
  'companyName',
  'employeeType',
  'employeeId',
  'country',
  'usageLocation',
  'city',
  'officeLocation',
  'postalCode',
  'state',
  'streetAddress',
  'mobilePhone',
  'businessPhone',
  'faxNumber',
  'preferredLanguage',
  'costCenter',
  'division',
  'employeeHireDate',
  'extensionAttribute1',
  'extensionAttribute2',
  'extensionAttribute3',
  'extensionAttribute4',
  'extensionAttribute5',
  'extensionAttribute6',
  'extensionAttribute7',
  'extensionAttribute8',
  'extensionAttribute9',
  'extensionAttribute10',
  'extensionAttribute11',
  'extensionAttribute12',
  'extensionAttribute13',
  'extensionAttribute14',
]);
export type AccountAttribute = z.infer<typeof AccountAttribute>;

/** Attribute values as last read (null: empty in Entra) or as wanted (missing: not ours; null: clear it). */
export const AccountAttributes = z.partialRecord(AccountAttribute, z.string().nullable());
export type AccountAttributes = z.infer<typeof AccountAttributes>;

/** A licence that an account holds: assigned to it directly, through groups, or both. */
export const AccountLicence = z.object({
  skuId: z.string(),
  direct: z.boolean(),
  groupIds: z.array(z.string()),
});
export type AccountLicence = z.infer<typeof AccountLicence>;

/**
 * An Entra user as last read. `stampedPersonKey` is our own mark (kept in extensionAttribute15): whose account this is.
 * `managerId` is the Entra object id of the manager. `deletedAt` is set for an account in the recycle bin (30 days).
 */
export const Account = z.object({
  id: z.string(),
  userPrincipalName: z.string(),
  mail: z.string().nullable(),
  mailNickname: z.string().nullable(),
  proxyAddresses: z.array(z.string()),
  otherMails: z.array(z.string()),
  licences: z.array(AccountLicence),
  accountEnabled: z.boolean(),
  attributes: AccountAttributes,
  stampedPersonKey: z.string().nullable(),
  /** The attribute of the mark holds something that is not ours, so it must not be written. */
  stampTaken: z.boolean(),
  managerId: z.string().nullable(),
  isSynced: z.boolean(),
  isGuest: z.boolean(),
  deletedAt: z.string().nullable(),
});
export type Account = z.infer<typeof Account>;

/** Why members of a group cannot be written through Graph, or null when they can. */
export const GroupBarrier = z.enum(['dynamic', 'role-assignable', 'synced', 'mail-enabled']);
export type GroupBarrier = z.infer<typeof GroupBarrier>;

/**
 * An Entra group as last read. `memberIds` is null for a group whose members nobody asked for. `ruleProcessing` says whether Entra works a
 * dynamic group's rule; null for a group without a rule.
 */
export const Group = z.object({
  id: z.string(),
  displayName: z.string(),
  mailNickname: z.string().nullable(),
  membershipRule: z.string().nullable(),
  ruleProcessing: z.enum(['on', 'paused']).nullable(),
  barrier: GroupBarrier.nullable(),
  memberIds: z.array(z.string()).nullable(),
});
export type Group = z.infer<typeof Group>;

/** A product that licences are bought of. `free` seats are those that nobody holds. */
export const Sku = z.object({ skuId: z.string(), skuPartNumber: z.string(), seats: z.number(), free: z.number() });
export type Sku = z.infer<typeof Sku>;

/** One app role that somebody or some group has in an app. `id` is what a removal names. */
export const AppRoleAssignment = z.object({ id: z.string(), principalId: z.string(), appRoleId: z.string() });
export type AppRoleAssignment = z.infer<typeof AppRoleAssignment>;

/**
 * A business app as its service principal, with the roles it offers and who has them. `roles` is empty for an app without roles, where the
 * all-zero role stands for access. `syncJob` is the job that provisions its users, if it has one.
 */
export const Application = z.object({
  id: z.string(),
  appId: z.string(),
  displayName: z.string(),
  roles: z.array(z.object({ id: z.string(), value: z.string().nullable(), displayName: z.string() })),
  assignments: z.array(AppRoleAssignment),
  syncJob: z.object({ id: z.string(), ruleId: z.string() }).nullable(),
});
export type Application = z.infer<typeof Application>;

/** Entra as last read, whole, with the links from which the next reading goes on by delta. */
export interface DirectoryMirror {
  readAt: string;
  accounts: Account[];
  deletedAccounts: Account[];
  groups: Group[];
  /** The apps that were asked for, with everybody who has a role in them. */
  applications: Application[];
  skus: Sku[];
  usersDeltaLink: string | null;
  groupsDeltaLink: string | null;
}

/** What changed since the mirror that was handed in, so that a store need not write everything again. */
export type DirectoryChanges =
  | { kind: 'full' }
  | { kind: 'delta'; accountIds: string[]; removedAccountIds: string[]; groupIds: string[]; removedGroupIds: string[] };

export interface DirectoryReading {
  mirror: DirectoryMirror;
  changes: DirectoryChanges;
}

/**
 * A change that nobody planned: of an account (`groupId` null), of a group as a whole (`accountId` null), or of one membership. `after`:
 * it was not so yet then (UTC).
 */
export interface AuthorAsk {
  accountId: string | null;
  groupId: string | null;
  after: string;
}

/** Who changed something, as people know them, and when (UTC). */
export interface Author {
  by: string;
  at: string;
}
