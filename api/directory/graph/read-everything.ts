import type { Account, DirectoryReading } from '../../../models/account.ts';
import { refuseAnswer } from './explain-answer.ts';
import { readCollection, tryReadCollection } from './read-collection.ts';
import { readDeltaLinks } from './read-delta-links.ts';
import { readManagersApart } from './read-managers.ts';
import { findNamedGroups, readMembers } from './read-members.ts';
import type { Reading } from './reading.ts';
import {
  GROUP_SELECT,
  GraphGroup,
  GraphUser,
  MANAGER_EXPAND,
  PAGE_SIZE,
  USER_SELECT,
  WholeGraphUser,
} from './schema.ts';
import { toAccount, toGroup } from './to-account.ts';

/**
 * Reads Entra from the beginning: all accounts with their managers, all groups, the members of the groups named, the
 * recycle bin. The links for the next time are taken first, so that what changes during the reading comes again then.
 */
export async function readEverything(groupNames: readonly string[], reading: Reading): Promise<DirectoryReading> {
  const readAt = reading.clock.now().toISOString();
  const links = await readDeltaLinks(reading);
  const [accounts, groups, deletedAccounts] = await Promise.all([
    readAccounts(reading),
    readGroups(reading),
    readDeletedAccounts(reading),
  ]);
  const named = findNamedGroups(groups, groupNames);
  const members = await readMembers(
    named.map((group) => group.id),
    reading,
  );
  for (const group of named) group.memberIds = members.get(group.id) ?? null;
  return {
    mirror: { readAt, accounts, deletedAccounts, groups, applications: [], skus: [], ...links },
    changes: { kind: 'full' },
  };
}

/** A server that answers this keeps no recycle bin at all. Entra always has one: whoever may not read it is told so with 403. */
const NO_BIN = [404, 501];

/** The recycle bin: who can still be restored. */
export async function readDeletedAccounts({ connection }: Pick<Reading, 'connection'>): Promise<Account[]> {
  const doing = 'Reading deleted accounts';
  const users = await tryReadCollection({
    connection,
    url: `${connection.root}/directory/deletedItems/graph.user?$select=${USER_SELECT},deletedDateTime&$top=${PAGE_SIZE}`,
    item: GraphUser,
    doing,
  });
  if (users.kind === 'whole') return users.items.map((user) => toAccount(user));
  if (NO_BIN.includes(users.status)) return [];
  throw refuseAnswer(doing, users);
}

async function readAccounts(reading: Reading): Promise<Account[]> {
  const { connection, progress } = reading;
  const users = await readCollection({
    connection,
    url: `${connection.root}/users?$select=${USER_SELECT}&$expand=${MANAGER_EXPAND}&$top=${PAGE_SIZE}`,
    item: WholeGraphUser,
    doing: 'Reading accounts',
    onItems: (done) => progress({ name: 'accounts', done, total: null }),
  });
  return readManagersApart(
    users.map((user) => toAccount(user)),
    reading,
  );
}

async function readGroups({ connection, progress }: Reading) {
  const groups = await readCollection({
    connection,
    url: `${connection.root}/groups?$select=${GROUP_SELECT}&$top=${PAGE_SIZE}`,
    item: GraphGroup,
    doing: 'Reading groups',
    onItems: (done) => progress({ name: 'groups', done, total: null }),
  });
  return groups.map((group) => toGroup(group, null));
}
