import type { Connection } from 'mongoose';
import type { AccountAttribute } from '../account.ts';
import { openCollection } from './open-collection.ts';
import { writeInBatches } from './write-in-batches.ts';

interface StoredLink {
  _id: string;
  directory: string;
  personKey: string;
  accountId: string;
  /** Whether `owned` may say something. */
  isPartlyOurs: boolean;
  /** What was accepted as ours, and of which account: it says nothing of another one. Null: everything is ours. */
  owned: { accountId: string; attributes: AccountAttribute[] } | null;
}

/** Whose account is whose, as made or accepted, and what of it is ours. */
export interface LinkCollection {
  load(directory: string): Promise<Map<string, string>>;
  loadOwnership(directory: string): Promise<Map<string, AccountAttribute[]>>;
  accountOf(directory: string, personKey: string): Promise<string | null>;
  ownerOf(directory: string, accountId: string): Promise<string | null>;
  save(
    directory: string,
    links: ReadonlyMap<string, string>,
    owns?: ReadonlyMap<string, readonly AccountAttribute[] | null>,
  ): Promise<void>;
}

export async function openLinks(connection: Connection): Promise<LinkCollection> {
  const links = await openCollection<StoredLink>(connection, 'links', {
    fields: { directory: String, personKey: String, accountId: String, isPartlyOurs: Boolean, owned: Object },
    indexes: [
      {
        fields: { directory: 1, isPartlyOurs: 1 },
        answers: 'all links of a directory (load), and those to accounts that are ours in part (loadOwnership)',
      },
      { fields: { accountId: 1, directory: 1 }, answers: 'whose an account is (ownerOf)' },
    ],
  });
  return {
    load: async (directory) => {
      const found = new Map<string, string>();
      for await (const link of links.find({ directory }).batchSize(5000)) found.set(link.personKey, link.accountId);
      return found;
    },
    loadOwnership: async (directory) => {
      const found = new Map<string, AccountAttribute[]>();
      for await (const link of links.find({ directory, isPartlyOurs: true }).batchSize(5000)) {
        if (link.owned?.accountId === link.accountId) found.set(link.personKey, link.owned.attributes);
      }
      return found;
    },
    accountOf: async (directory, personKey) =>
      (await links.findOne({ _id: `${directory}|${personKey}` }))?.accountId ?? null,
    ownerOf: async (directory, accountId) => (await links.findOne({ accountId, directory }))?.personKey ?? null,
    save: async (directory, changed, owns) => {
      const operations = [...changed].map(([personKey, accountId]) => ({
        updateOne: {
          filter: { _id: `${directory}|${personKey}` },
          update: { $set: { directory, personKey, accountId, ...ownedOf(accountId, owns?.get(personKey)) } },
          upsert: true,
        },
      }));
      await writeInBatches(links, operations);
    },
  };
}

/** What to write down of the ownership of an account; nothing where nothing was said. */
function ownedOf(
  accountId: string,
  attributes: readonly AccountAttribute[] | null | undefined,
): Partial<Pick<StoredLink, 'isPartlyOurs' | 'owned'>> {
  if (attributes === undefined) return {};
  if (attributes === null) return { isPartlyOurs: false, owned: null };
  return { isPartlyOurs: true, owned: { accountId, attributes: [...attributes] } };
}
