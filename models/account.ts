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

/** An Entra group as last read. `memberIds` is null for a group whose members nobody asked for. */
export const Group = z.object({
  id: z.string(),
  displayName: z.string(),
  mailNickname: z.string().nullable(),
  membershipRule: z.string().nullable(),
  barrier: GroupBarrier.nullable(),
  memberIds: z.array(z.string()).nullable(),
});
export type Group = z.infer<typeof Group>;

/** Entra as last read, whole, with the links from which the next reading goes on by delta. */
export interface DirectoryMirror {
  readAt: string;
  accounts: Account[];
  deletedAccounts: Account[];
  groups: Group[];
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
