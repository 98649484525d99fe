import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';
import type { Account } from '../account.ts';
import { hashOf } from './hash-of.ts';
import { openCollection } from './open-collection.ts';
import { batchSize, inBatches, writeInBatches } from './write-in-batches.ts';

interface StoredAccount {
  _id: string;
  directory: string;
  accountId: string;
  personKey: string | null;
  /** Sign-in name and mail, in lower case. */
  addresses: string[];
  isDeleted: boolean;
  hash: string;
  account: Account;
}

/** Accounts of a directory as last read, the deleted ones among them. */
export interface AccountCollection {
  load(directory: string): Promise<{ accounts: Account[]; deletedAccounts: Account[] }>;
  /** Makes the stored accounts equal to these, writing only what differs. */
  saveAll(directory: string, accounts: readonly Account[]): Promise<void>;
  saveSome(directory: string, accounts: readonly Account[]): Promise<void>;
  remove(directory: string, accountIds: readonly string[]): Promise<void>;
  findById(directory: string, accountId: string): Promise<Account | null>;
  findByPersonKey(directory: string, personKey: string): Promise<Account | null>;
  findByAddresses(directory: string, addresses: readonly string[]): Promise<Account[]>;
  count(directory: string): Promise<number>;
}

export async function openAccounts(connection: Connection): Promise<AccountCollection> {
  const collection = await openCollection<StoredAccount>(connection, 'accounts', {
    fields: {
      directory: String,
      accountId: String,
      personKey: String,
      addresses: [String],
      isDeleted: Boolean,
      hash: String,
      account: Schema.Types.Mixed,
    },
    indexes: [
      { fields: { directory: 1, isDeleted: 1 }, answers: 'everything of a directory (load, count)' },
      // With the flag at the end: an index that begins with less of the question would be read from end to end.
      { fields: { directory: 1, personKey: 1, isDeleted: 1 }, answers: 'the account of a person' },
      { fields: { addresses: 1, directory: 1, isDeleted: 1 }, answers: 'the account with an address' },
    ],
  });
  const keyOf = (directory: string, accountId: string): string => `${directory}|${accountId}`;
  const one = async (filter: Record<string, unknown>): Promise<Account | null> =>
    (await collection.findOne(filter))?.account ?? null;
  const write = (directory: string, accounts: readonly Account[]) =>
    writeInBatches(
      collection,
      accounts.map((account) => ({
        replaceOne: {
          filter: { _id: keyOf(directory, account.id) },
          replacement: toStored(directory, account),
          upsert: true,
        },
      })),
    );
  const remove = async (directory: string, accountIds: readonly string[]): Promise<void> => {
    for (const ids of inBatches(accountIds))
      await collection.deleteMany({ _id: { $in: ids.map((id) => keyOf(directory, id)) } });
  };

  return {
    load: async (directory) => {
      const accounts: Account[] = [];
      const deletedAccounts: Account[] = [];
      for await (const { account, isDeleted } of collection.find({ directory }).batchSize(batchSize)) {
        (isDeleted ? deletedAccounts : accounts).push(account);
      }
      return { accounts, deletedAccounts };
    },
    saveAll: async (directory, accounts) => {
      const known = new Map<string, string>();
      for await (const stored of collection
        .find({ directory }, { projection: { accountId: 1, hash: 1 } })
        .batchSize(batchSize)) {
        known.set(stored.accountId, stored.hash);
      }
      await write(
        directory,
        accounts.filter((account) => known.get(account.id) !== hashOf(account)),
      );
      for (const account of accounts) known.delete(account.id);
      await remove(directory, [...known.keys()]);
    },
    saveSome: async (directory, accounts) => {
      await write(directory, accounts);
    },
    remove,
    findById: (directory, accountId) => one({ _id: keyOf(directory, accountId), isDeleted: false }),
    findByPersonKey: (directory, personKey) => one({ directory, personKey, isDeleted: false }),
    findByAddresses: async (directory, addresses) => {
      if (addresses.length === 0) return [];
      const wanted = addresses.map((address) => address.toLowerCase());
      const found = await collection.find({ addresses: { $in: wanted }, directory, isDeleted: false }).toArray();
      return found.map((stored) => stored.account);
    },
    count: (directory) => collection.countDocuments({ directory, isDeleted: false }),
  };
}

function toStored(directory: string, account: Account): Omit<StoredAccount, '_id'> {
  const addresses = [account.userPrincipalName, account.mail ?? account.userPrincipalName].map((address) =>
    address.toLowerCase(),
  );
  return {
    directory,
    accountId: account.id,
    personKey: account.stampedPersonKey,
    addresses: [...new Set(addresses)],
    isDeleted: account.deletedAt !== null,
    hash: hashOf(account),
    account,
  };
}
