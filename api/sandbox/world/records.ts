export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** Graph properties that have a value; one that is null or was never set is not there. */
export type Properties = Record<string, Json>;

export type ObjectKind = 'user' | 'group' | 'servicePrincipal';

/** A directory object as a writer hands it over. */
export interface ObjectState {
  kind: ObjectKind;
  id: string;
  properties: Properties;
  /** Users only. Kept when the manager is in the recycle bin, so that a restore brings the link back. */
  managerId: string | null;
  /** Groups only. */
  ownerIds: readonly string[];
  /** A user whom only a privileged administrator may touch; never shown in an answer. */
  privileged: boolean;
  /** In the recycle bin since then. */
  deletedAt: string | null;
}

/** A directory object as kept. Never changed in place: a write puts a new one in its stead. */
export interface DirectoryObject extends ObjectState {
  /** The number of the last write that touched it: its place in the change feed. */
  seq: number;
  /** The number of the write that made it: its place in lists. */
  order: number;
  /** The number of the write that made or last restored it. */
  appearedSeq: number;
  /** The manager before the present one, for the feed. */
  formerManagerId: string | null;
  /** Per property (and `manager`) the last write that changed it after the object was made. */
  changes: Readonly<Record<string, number>>;
}

/** A link from group to member. One that was removed stays, so that the feed can tell. */
export interface Membership {
  groupId: string;
  memberId: string;
  present: boolean;
  seq: number;
}

/** What is left of an object that is gone for good. */
export interface Tombstone {
  id: string;
  of: ObjectKind;
  seq: number;
  at: string;
}

export interface RoleAssignment {
  id: string;
  createdDateTime: string;
  principalId: string;
  resourceId: string;
  appRoleId: string;
}

/** A temporary access pass, without its secret. One per user, so it is kept under the user's id. */
export interface AccessPass {
  id: string;
  userId: string;
  createdDateTime: string;
  startDateTime: string;
  lifetimeInMinutes: number;
  isUsableOnce: boolean;
}

/** A Teams app in somebody's Teams. */
export interface InstalledApp {
  userId: string;
  appId: string;
}

export interface Sku {
  skuId: string;
  skuPartNumber: string;
  enabledUnits: number;
  servicePlans: ReadonlyArray<{ servicePlanId: string; servicePlanName: string }>;
}

/** The job that provisions an app's users, and whom it has made there. */
export interface SyncJob {
  id: string;
  /** The service principal. */
  appId: string;
  ruleId: string;
  isPaused: boolean;
  provisionedIds: readonly string[];
}

export interface Tenant {
  id: string;
  displayName: string;
  /** The first one is the default. */
  domains: readonly string[];
}

/** What a write may consist of; all of it happens, or nothing. */
export type Change =
  | { kind: 'tenant'; tenant: Tenant }
  | { kind: 'sku'; sku: Sku }
  /** `touched` names properties that the feed must show as changed although their stored value is the same. */
  | { kind: 'object'; object: ObjectState; touched?: readonly string[] }
  | { kind: 'purge'; id: string; at: string }
  | { kind: 'membership'; groupId: string; memberId: string; present: boolean }
  | { kind: 'sync-job'; job: SyncJob }
  | { kind: 'assignment'; assignment: RoleAssignment }
  | { kind: 'assignment-removed'; id: string }
  | { kind: 'pass'; pass: AccessPass }
  | { kind: 'pass-removed'; userId: string }
  | { kind: 'teams-app'; userId: string; appId: string };
