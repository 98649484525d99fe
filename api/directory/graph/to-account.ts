import type { Account, AccountAttributes, Group, GroupBarrier } from '../../../models/account.ts';
import { EXTENSION_ATTRIBUTES, type GraphGroup, type GraphUser, PLAIN_ATTRIBUTES, STAMP_ATTRIBUTE } from './schema.ts';
import { toLicences } from './to-licences.ts';

const STAMP = /^instroom:(.+)$/;

/** The mark that says whose account this is; it survives renames and restores. */
export function stampOf(personKey: string): string {
  return `instroom:${personKey}`;
}

/**
 * Graph's user as our account. Without `base` a missing property is an empty one; on a `base` (a delta) it did not
 * change. A cleared one comes as null either way: https://learn.microsoft.com/graph/delta-query-overview
 */
export function toAccount(user: GraphUser, base: Account | null = null): Account {
  const stamp = insideOf(user.onPremisesExtensionAttributes)(STAMP_ATTRIBUTE);
  return {
    id: user.id,
    userPrincipalName: user.userPrincipalName ?? base?.userPrincipalName ?? '',
    mail: pick(user.mail, base?.mail),
    mailNickname: pick(user.mailNickname, base?.mailNickname),
    proxyAddresses: pick(user.proxyAddresses, base?.proxyAddresses) ?? [],
    otherMails: pick(user.otherMails, base?.otherMails) ?? [],
    licences: toLicences(user) ?? base?.licences ?? [],
    accountEnabled: pick(user.accountEnabled, base?.accountEnabled) ?? false,
    attributes: toAttributes(user, base?.attributes ?? {}),
    ...(stamp === undefined ? stampBefore(base) : readStamp(stamp ?? '')),
    managerId: readManager(user, base?.managerId ?? null),
    isSynced: pick(user.onPremisesSyncEnabled, base?.isSynced) ?? false,
    isGuest: user.userType === undefined ? (base?.isGuest ?? false) : user.userType?.toLowerCase() === 'guest',
    deletedAt: user.deletedDateTime ?? null,
  };
}

/** Why Graph refuses to write members of this group: https://learn.microsoft.com/graph/api/resources/groups-overview */
export function toGroup(group: GraphGroup, memberIds: string[] | null): Group {
  return {
    id: group.id,
    displayName: group.displayName ?? '',
    mailNickname: group.mailNickname ?? null,
    membershipRule: group.membershipRule ?? null,
    ruleProcessing: readProcessing(group),
    barrier: findBarrier(group),
    memberIds,
  };
}

function readProcessing({ membershipRule, membershipRuleProcessingState: state }: GraphGroup): Group['ruleProcessing'] {
  if (membershipRule === null || membershipRule === undefined) return null;
  if (state?.toLowerCase() === 'paused') return 'paused';
  return state?.toLowerCase() === 'on' ? 'on' : null;
}

function findBarrier(group: GraphGroup): GroupBarrier | null {
  const types = group.groupTypes ?? [];
  if (types.includes('DynamicMembership')) return 'dynamic';
  if (group.isAssignableToRole === true) return 'role-assignable';
  if (group.onPremisesSyncEnabled === true) return 'synced';
  return group.mailEnabled === true && !types.includes('Unified') ? 'mail-enabled' : null;
}

function toAttributes(user: GraphUser, base: AccountAttributes): AccountAttributes {
  const attributes: AccountAttributes = {};
  for (const name of PLAIN_ATTRIBUTES) attributes[name] = orNull(pick(user[name], base[name]));
  // Graph keeps an instant, HR a day.
  attributes.employeeHireDate = attributes.employeeHireDate?.slice(0, 10) ?? null;
  attributes.businessPhone = orNull(pick(firstOf(user.businessPhones), base.businessPhone));
  const organisation = insideOf(user.employeeOrgData);
  attributes.costCenter = orNull(pick(organisation('costCenter'), base.costCenter));
  attributes.division = orNull(pick(organisation('division'), base.division));
  const extension = insideOf(user.onPremisesExtensionAttributes);
  for (const name of EXTENSION_ATTRIBUTES) attributes[name] = orNull(pick(extension(name), base[name]));
  return attributes;
}

type Stamped = Pick<Account, 'stampedPersonKey' | 'stampTaken'>;

/** What stands there and is not ours belongs to somebody else. */
function readStamp(text: string): Stamped {
  const stampedPersonKey = STAMP.exec(text)?.[1] ?? null;
  return { stampedPersonKey, stampTaken: stampedPersonKey === null && text !== '' };
}

function stampBefore(base: Account | null): Stamped {
  return { stampedPersonKey: base?.stampedPersonKey ?? null, stampTaken: base?.stampTaken ?? false };
}

/** A delta names the old and the new manager in any order; a full reading has the manager itself. */
function readManager(user: GraphUser, known: string | null): string | null {
  const changes = user['manager@delta'];
  if (changes === undefined) return user.manager === undefined ? known : (user.manager?.id ?? null);
  const added = changes.findLast((change) => change['@removed'] === undefined);
  if (added !== undefined) return added.id;
  return changes.some((change) => change.id === known) ? null : known;
}

/** Reads inside a nested object: null as a whole means that everything in it is empty. */
function insideOf(nested: Record<string, string | null | undefined> | null | undefined) {
  return (name: string): string | null | undefined => (nested === null ? null : nested?.[name]);
}

function firstOf(list: string[] | null | undefined): string | null | undefined {
  return list === undefined ? undefined : (list?.[0] ?? null);
}

function pick<T>(value: T | null | undefined, known: T | null | undefined): T | null {
  return value === undefined ? (known ?? null) : value;
}

function orNull(value: string | null): string | null {
  return value === '' ? null : value;
}
