import type { Account, DirectoryMirror, DirectoryReading } from '../../../models/account.ts';
import type { Directory } from '../../../models/ports.ts';
import { refuseAnswer } from './explain-answer.ts';
import { readApplications } from './read-applications.ts';
import { readCollection, tryReadCollection } from './read-collection.ts';
import { readDeltaLinks } from './read-delta-links.ts';
import { readManagersApart } from './read-managers.ts';
import { findNamedGroups, readMembers } from './read-members.ts';
import { readSkus } from './read-skus.ts';
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

/** What a reading is asked for, apart from where it goes on from. */
export type ReadAsk = Pick<Parameters<Directory['read']>[0], 'groups' | 'applications' | 'licences'>;

/**
 * Reads Entra from the beginning: all accounts with their managers, all groups, the members of the groups named, the
 * recycle bin, and as far as asked apps and licences. The links for the next time are taken first, so that what changes during the reading comes again then.
 */
export async function readEverything(ask: ReadAsk, reading: Reading): Promise<DirectoryReading> {
  const readAt = reading.clock.now().toISOString();
  const links = await readDeltaLinks(reading);
  const [accounts, groups, deletedAccounts, offers] = await Promise.all([
    readAccounts(reading),
    readGroups(reading),
    readDeletedAccounts(reading),
    readOffers(ask, reading),
  ]);
  const named = findNamedGroups(groups, ask.groups);
  const members = await readMembers(
    named.map((group) => group.id),
    reading,
  );
  for (const group of named) group.memberIds = members.get(group.id) ?? null;
  return {
    mirror: { readAt, accounts, deletedAccounts, groups, ...offers, ...links },
    changes: { kind: 'full' },
  };
}

/** Apps and licences, which have no delta: read whole each time, and only when somebody asks for them. */
export async function readOffers(
  { applications, licences = false }: ReadAsk,
  reading: Reading,
): Promise<Pick<DirectoryMirror, 'applications' | 'skus'>> {
  const [apps, skus] = await Promise.all([readApplications(applications, reading), licences ? readSkus(reading) : []]);
  return { applications: apps, skus };
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
