import type { Connection } from 'mongoose';
import { openCollection } from './open-collection.ts';
import { writeInBatches } from './write-in-batches.ts';

interface StoredLink {
  _id: string;
  directory: string;
  personKey: string;
  accountId: string;
}

/** Whose account is whose, as made or accepted. */
export async function openLinks(connection: Connection): Promise<{
  load(directory: string): Promise<Map<string, string>>;
  save(directory: string, links: ReadonlyMap<string, string>): Promise<void>;
}> {
  const links = await openCollection<StoredLink>(connection, 'links', {
    fields: { directory: String, personKey: String, accountId: String },
    indexes: [{ fields: { directory: 1 }, answers: 'all links of a directory (load)' }],
  });
  return {
    load: async (directory) => {
      const found = new Map<string, string>();
      for await (const link of links.find({ directory }).batchSize(5000)) found.set(link.personKey, link.accountId);
      return found;
    },
    save: async (directory, changed) => {
      const operations = [...changed].map(([personKey, accountId]) => ({
        replaceOne: {
          filter: { _id: `${directory}|${personKey}` },
          replacement: { directory, personKey, accountId },
          upsert: true,
        },
      }));
      await writeInBatches(links, operations);
    },
  };
}
