import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { DirectoryMirror, DirectoryReading } from '../account.ts';
import type { AccountStore } from '../ports.ts';
import { openAccounts } from './accounts.ts';
import { openGroups } from './groups.ts';
import { openLinks } from './links.ts';
import { openCollection } from './open-collection.ts';

/** That a directory was read whole, and from where the next reading goes on. `version` is null while it is being written. */
interface StoredMirror {
  _id: string;
  version: string | null;
  readAt: string;
  usersDeltaLink: string | null;
  groupsDeltaLink: string | null;
}

/**
 * Entra as last read.
 *
 * The mirror has a version of its own for each complete save. While something is written the version is null: a process that dies
 * half-way leaves a mirror that nobody believes, and the next reading is a full one. A reader checks that the version is the same
 * before and after. The mirror of the current version is kept in memory, since every run needs all of it.
 */
export async function createAccountStore(connection: Connection): Promise<AccountStore> {
  const accounts = await openAccounts(connection);
  const groups = await openGroups(connection);
  const links = await openLinks(connection);
  const mirrors = await openCollection<StoredMirror>(connection, 'mirrors', {
    fields: { version: String, readAt: String, usersDeltaLink: String, groupsDeltaLink: String },
    indexes: [],
  });
  const inMemory = new Map<string, { version: string; mirror: DirectoryMirror }>();

  const write = async (directory: string, { mirror, changes }: DirectoryReading): Promise<void> => {
    const all = [...mirror.accounts, ...mirror.deletedAccounts];
    if (changes.kind === 'full') {
      await accounts.saveAll(directory, all);
      await groups.saveAll(directory, mirror.groups);
      return;
    }
    const changedAccounts = new Set(changes.accountIds);
    const changedGroups = new Set(changes.groupIds);
    await accounts.saveSome(
      directory,
      all.filter((account) => changedAccounts.has(account.id)),
    );
    await accounts.remove(directory, changes.removedAccountIds);
    await groups.saveSome(
      directory,
      mirror.groups.filter((group) => changedGroups.has(group.id)),
    );
    await groups.remove(directory, changes.removedGroupIds);
  };

  return {
    loadMirror: async (directory) => {
      const stored = await mirrors.findOne({ _id: directory });
      if (stored === null || stored.version === null) return null;
      const known = inMemory.get(directory);
      if (known?.version === stored.version) return known.mirror;
      const mirror = {
        ...(await accounts.load(directory)),
        groups: await groups.load(directory),
        applications: [],
        skus: [],
        ...linksOf(stored),
      };
      const after = await mirrors.findOne({ _id: directory });
      if (after?.version !== stored.version) return null;
      inMemory.set(directory, { version: stored.version, mirror });
      return mirror;
    },
    saveReading: async (directory, reading) => {
      await mirrors.updateOne({ _id: directory }, { $set: { version: null } }, { upsert: true });
      await write(directory, reading);
      const version = randomUUID();
      const { readAt, usersDeltaLink, groupsDeltaLink } = reading.mirror;
      await mirrors.replaceOne(
        { _id: directory },
        { version, readAt, usersDeltaLink, groupsDeltaLink },
        { upsert: true },
      );
      inMemory.set(directory, { version, mirror: reading.mirror });
    },
    findById: accounts.findById,
    findByPersonKey: accounts.findByPersonKey,
    findByAddresses: accounts.findByAddresses,
    findGroup: groups.find,
    groupsOf: groups.of,
    count: accounts.count,
    loadLinks: links.load,
    saveLinks: links.save,
  };
}

function linksOf(stored: StoredMirror): Pick<DirectoryMirror, 'readAt' | 'usersDeltaLink' | 'groupsDeltaLink'> {
  const { readAt, usersDeltaLink, groupsDeltaLink } = stored;
  return { readAt, usersDeltaLink, groupsDeltaLink };
}
