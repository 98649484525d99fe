import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';
import type { DirectoryMirror, DirectoryReading, Sku } from '../account.ts';
import type { AccountStore, SettingStore } from '../stores.ts';
import { openAccounts } from './accounts.ts';
import { openApplications } from './applications.ts';
import { openGroups } from './groups.ts';
import { openLinks } from './links.ts';
import { openCollection } from './open-collection.ts';
import { openRejections } from './rejections.ts';

/**
 * That a directory was read whole, and from where the next reading goes on. `version` is null while it is being written. A mirror of
 * another layout is not believed: it lacks something, or keeps it elsewhere.
 */
interface StoredMirror {
  _id: string;
  version: string | null;
  layout: number;
  readAt: string;
  usersDeltaLink: string | null;
  groupsDeltaLink: string | null;
  skus: Sku[];
  /** How many accounts there are, the deleted ones left out; missing where it was never written down. */
  accountCount?: number;
}

const layout = 2;

/** `version` is null while this process writes the next one. */
interface KnownMirror {
  version: string | null;
  mirror: DirectoryMirror;
}

/**
 * Entra as last read.
 *
 * The mirror has a version of its own for each complete save. While something is written the version is null: a process that dies
 * half-way leaves a mirror that nobody believes, and the next reading is a full one. A reader checks that the version is the same
 * before and after. The mirror of the current version is kept in memory, since every run needs all of it; while this process writes
 * another, it is what questions are answered from.
 */
export async function createAccountStore(connection: Connection, settings: SettingStore): Promise<AccountStore> {
  const accounts = await openAccounts(connection);
  const groups = await openGroups(connection);
  const applications = await openApplications(connection);
  const links = await openLinks(connection, settings);
  const rejections = await openRejections(connection, settings);
  const mirrors = await openCollection<StoredMirror>(connection, 'mirrors', {
    fields: {
      version: String,
      layout: Number,
      readAt: String,
      usersDeltaLink: String,
      groupsDeltaLink: String,
      skus: Schema.Types.Mixed,
      accountCount: Number,
    },
    indexes: [],
  });
  const inMemory = new Map<string, KnownMirror>();
  const reading = new Map<string, { version: string; mirror: Promise<DirectoryMirror | null> }>();

  const read = async (directory: string, stored: StoredMirror & { version: string }) => {
    const mirror = {
      ...(await accounts.load(directory)),
      groups: await groups.load(directory),
      applications: await applications.load(directory),
      skus: stored.skus,
      ...linksOf(stored),
    };
    const after = await mirrors.findOne({ _id: directory });
    if (after?.version !== stored.version) return null;
    inMemory.set(directory, { version: stored.version, mirror });
    return mirror;
  };
  /** Whoever asks while a version is read waits for the same reading. */
  const readOnce = (directory: string, stored: StoredMirror & { version: string }) => {
    const known = reading.get(directory);
    if (known?.version === stored.version) return known.mirror;
    const mine = { version: stored.version, mirror: read(directory, stored) };
    reading.set(directory, mine);
    const forget = () => {
      if (reading.get(directory) === mine) reading.delete(directory);
    };
    mine.mirror.then(forget, forget);
    return mine.mirror;
  };

  const write = async (directory: string, { mirror, changes }: DirectoryReading): Promise<void> => {
    const all = [...mirror.accounts, ...mirror.deletedAccounts];
    await applications.saveAll(directory, mirror.applications);
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
      if (stored === null || stored.layout !== layout) return null;
      const known = inMemory.get(directory);
      if (known !== undefined && known.version === stored.version) return known.mirror;
      return stored.version === null ? null : readOnce(directory, { ...stored, version: stored.version });
    },
    saveReading: async (directory, reading) => {
      const before = await mirrors.findOneAndUpdate({ _id: directory }, { $set: { version: null } }, { upsert: true });
      const known = inMemory.get(directory);
      if (known !== undefined && known.version === before?.version)
        inMemory.set(directory, { ...known, version: null });
      else inMemory.delete(directory);
      try {
        await write(directory, reading);
      } catch (error) {
        inMemory.delete(directory);
        throw error;
      }
      const version = randomUUID();
      const { skus, accounts: live } = reading.mirror;
      const stored = { version, layout, skus, accountCount: live.length, ...linksOf(reading.mirror) };
      await mirrors.replaceOne({ _id: directory }, stored, { upsert: true });
      inMemory.set(directory, { version, mirror: reading.mirror });
    },
    findById: accounts.findById,
    findByPersonKey: async (directory, personKey) => {
      const accountId = await links.accountOf(directory, personKey);
      const linked = accountId === null ? null : await accounts.findById(directory, accountId);
      return linked ?? accounts.findByPersonKey(directory, personKey);
    },
    findPersonKey: async (directory, accountId) =>
      (await links.ownerOf(directory, accountId)) ??
      (await accounts.findById(directory, accountId))?.stampedPersonKey ??
      null,
    findByAddresses: accounts.findByAddresses,
    findGroup: groups.find,
    groupsOf: groups.of,
    count: async (directory) => {
      const stored = await mirrors.findOne({ _id: directory });
      const known = stored?.version == null ? undefined : stored.accountCount;
      return known ?? accounts.count(directory);
    },
    loadLinks: links.load,
    loadOwnership: links.loadOwnership,
    saveLinks: links.save,
    loadRejections: rejections.load,
    saveRejections: rejections.save,
  };
}

type ReadingLinks = Pick<DirectoryMirror, 'readAt' | 'usersDeltaLink' | 'groupsDeltaLink'>;

function linksOf(from: ReadingLinks): ReadingLinks {
  const { readAt, usersDeltaLink, groupsDeltaLink } = from;
  return { readAt, usersDeltaLink, groupsDeltaLink };
}
