import type { z } from 'zod';
import type { Account, DirectoryMirror, DirectoryReading, Group } from '../../../models/account.ts';
import { compareMirrors } from './compare-mirrors.ts';
import { refuseAnswer } from './explain-answer.ts';
import { type Merged, mergeGroups, mergeUsers } from './merge-delta.ts';
import { readAccountsById, readGroupsById } from './read-back.ts';
import { type Collection, isOwnLink, tryReadCollection } from './read-collection.ts';
import { DELTA_HEADERS } from './read-delta-links.ts';
import { type ReadAsk, readDeletedAccounts, readOffers } from './read-everything.ts';
import { findNamedGroups, readMembers } from './read-members.ts';
import type { Reading } from './reading.ts';
import { GraphGroup, GraphUser } from './schema.ts';

/**
 * What to do with a delta that is refused: a token that ran out, that the server forgot, or that it never knew.
 * Anything else is an error.
 */
const START_OVER = [400, 404, 405, 410, 501];

/**
 * Goes on from an earlier reading by its delta links. Returns null when that is not possible and everything has to be
 * read again: no links, links of another server, or links that the server does not take any more (they live 7 days).
 */
export async function readChanges(
  previous: DirectoryMirror,
  ask: ReadAsk,
  reading: Reading,
): Promise<DirectoryReading | null> {
  const readAt = reading.clock.now().toISOString();
  const users = await follow(previous.usersDeltaLink, GraphUser, reading);
  const groups = users === null ? null : await follow(previous.groupsDeltaLink, GraphGroup, reading);
  if (users === null || groups === null) return null;

  const accounts = await settleAccounts(mergeUsers(previous.accounts, users.items), reading);
  const mergedGroups = mergeGroups(dropMembers(previous.groups, accounts.removedIds), groups.items);
  const known = await settleGroups(mergedGroups, ask.groups, reading);
  const mirror: DirectoryMirror = {
    readAt,
    accounts: [...accounts.byId.values()],
    deletedAccounts: await readBin(previous, accounts, reading),
    groups: [...known.values()],
    ...(await readOffers(ask, reading)),
    usersDeltaLink: users.deltaLink,
    groupsDeltaLink: groups.deltaLink,
  };
  return { mirror, changes: compareMirrors(previous, mirror) };
}

async function follow<T>(
  link: string | null,
  item: z.ZodType<T>,
  { connection, progress }: Reading,
): Promise<Extract<Collection<T>, { kind: 'whole' }> | null> {
  if (link === null || !isOwnLink(connection.root, link)) return null;
  const doing = 'Reading changes';
  const collection = await tryReadCollection({
    connection,
    url: link,
    item,
    doing,
    headers: DELTA_HEADERS,
    onItems: (done) => progress({ name: 'changes', done, total: null }),
  });
  if (collection.kind === 'whole') return collection.deltaLink === null ? null : collection;
  if (START_OVER.includes(collection.status)) return null;
  throw refuseAnswer(doing, collection);
}

/** Who is deleted is nobody's manager any more; Graph need not say so for each account. */
async function settleAccounts(merged: Merged<Account>, reading: Reading): Promise<Merged<Account>> {
  for (const account of await readAccountsById(merged.unreadIds, reading)) merged.byId.set(account.id, account);
  const removed = new Set(merged.removedIds);
  for (const account of merged.byId.values())
    if (account.managerId !== null && removed.has(account.managerId))
      merged.byId.set(account.id, { ...account, managerId: null });
  return merged;
}

async function settleGroups(
  merged: Merged<Group>,
  groupNames: readonly string[],
  reading: Reading,
): Promise<Map<string, Group>> {
  const { byId } = merged;
  const read = new Map((await readGroupsById(merged.unreadIds, reading)).map((group) => [group.id, group]));
  for (const id of merged.unreadIds) {
    const group = read.get(id);
    if (group === undefined) byId.delete(id);
    else byId.set(id, { ...group, memberIds: byId.get(id)?.memberIds ?? null });
  }
  const unknown = findNamedGroups([...byId.values()], groupNames).filter((group) => group.memberIds === null);
  const members = await readMembers(
    unknown.map((group) => group.id),
    reading,
  );
  for (const group of unknown) byId.set(group.id, { ...group, memberIds: members.get(group.id) ?? null });
  return byId;
}

/** Who is deleted is no member any more; Graph need not say so for each group. */
function dropMembers(groups: readonly Group[], removedIds: readonly string[]): readonly Group[] {
  if (removedIds.length === 0) return groups;
  const removed = new Set(removedIds);
  return groups.map((group) =>
    group.memberIds?.some((id) => removed.has(id)) === true
      ? { ...group, memberIds: group.memberIds.filter((id) => !removed.has(id)) }
      : group,
  );
}

/**
 * The bin is read again when something went into it, or out of it for good; who is back among the accounts leaves it.
 */
async function readBin(previous: DirectoryMirror, accounts: Merged<Account>, reading: Reading): Promise<Account[]> {
  if (accounts.removedIds.length > 0) return readDeletedAccounts(reading);
  return previous.deletedAccounts.filter((account) => !accounts.byId.has(account.id));
}
