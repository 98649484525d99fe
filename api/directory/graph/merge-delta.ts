import type { Account, Group } from '../../../models/account.ts';
import type { GraphGroup, GraphUser } from './schema.ts';
import { toAccount } from './to-account.ts';
import { leavesLicencesOpen } from './to-licences.ts';

/**
 * Known things after a delta; `unreadIds` are those whose entry does not say enough, which have to be read themselves.
 */
export interface Merged<T> {
  byId: Map<string, T>;
  unreadIds: string[];
  removedIds: string[];
}

/**
 * Entries may come twice, again, or in pieces; the last word on an id counts:
 * https://learn.microsoft.com/graph/delta-query-overview An account that comes back from the recycle bin, or is new,
 * has all its properties; if not, it has to be read. So does one whose licences changed when it is not said who assigned
 * them.
 */
export function mergeUsers(known: readonly Account[], entries: readonly GraphUser[]): Merged<Account> {
  const byId = new Map(known.map((account) => [account.id, account]));
  const unread = new Set<string>();
  const licensed = new Set<string>();
  const removed = new Set<string>();
  for (const entry of entries) {
    const base = byId.get(entry.id) ?? null;
    unread.delete(entry.id);
    removed.delete(entry.id);
    if (entry['@removed'] !== undefined) {
      byId.delete(entry.id);
      licensed.delete(entry.id);
      removed.add(entry.id);
    } else if (base === null && entry.userPrincipalName === undefined) unread.add(entry.id);
    else {
      byId.set(entry.id, toAccount(entry, base));
      if (leavesLicencesOpen(entry)) licensed.add(entry.id);
      else if (entry.licenseAssignmentStates !== undefined) licensed.delete(entry.id);
    }
  }
  return { byId, unreadIds: [...new Set([...unread, ...licensed])], removedIds: [...removed] };
}

/**
 * The same for groups. Members are added and taken away one by one, wherever in the pages a group turns up again; they
 * are only kept for groups whose members are known. Anything else that changes about a group is rare and is read anew.
 */
export function mergeGroups(known: readonly Group[], entries: readonly GraphGroup[]): Merged<Group> {
  const byId = new Map(known.map((group) => [group.id, group]));
  const unread = new Set<string>();
  const removed = new Set<string>();
  for (const entry of entries) {
    removed.delete(entry.id);
    if (entry['@removed'] !== undefined) {
      byId.delete(entry.id);
      unread.delete(entry.id);
      removed.add(entry.id);
      continue;
    }
    const base = byId.get(entry.id);
    if (base !== undefined) byId.set(entry.id, mergeMembers(base, entry));
    const says = Object.keys(entry).filter((name) => name !== 'id' && name !== 'members@delta');
    if (base === undefined || says.length > 0) unread.add(entry.id);
  }
  return { byId, unreadIds: [...unread], removedIds: [...removed] };
}

function mergeMembers(group: Group, entry: GraphGroup): Group {
  const changes = entry['members@delta'];
  if (changes === undefined || group.memberIds === null) return group;
  const members = new Set(group.memberIds);
  for (const change of changes) {
    if (change['@removed'] === undefined) members.add(change.id);
    else members.delete(change.id);
  }
  return { ...group, memberIds: [...members] };
}
