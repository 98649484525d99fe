import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';
import { openCollection } from './open-collection.ts';
import { batchSize, inBatches, writeInBatches } from './write-in-batches.ts';

interface StoredItem {
  _id: string;
  directory: string;
  item: unknown;
}

/** Small things of one kind that belong to a directory, each under a key of its own. */
export interface ItemCollection<Item> {
  load(directory: string): Promise<Item[]>;
  /** Adds these, or puts them in place of those with the same key. */
  save(directory: string, items: readonly Item[]): Promise<void>;
  remove(directory: string, keys: readonly string[]): Promise<void>;
}

/**
 * @param definition.keyOf - what tells one item of a directory from another
 * @param definition.answers - the question for which they are loaded
 */
export async function openItems<Item>(
  connection: Connection,
  name: string,
  definition: { keyOf: (item: Item) => string; answers: string },
): Promise<ItemCollection<Item>> {
  const collection = await openCollection<StoredItem>(connection, name, {
    fields: { directory: String, item: Schema.Types.Mixed },
    indexes: [{ fields: { directory: 1 }, answers: definition.answers }],
  });
  const idOf = (directory: string, key: string): string => `${directory}|${key}`;
  return {
    load: async (directory) => {
      const items: Item[] = [];
      for await (const stored of collection.find({ directory }).batchSize(batchSize)) items.push(stored.item as Item);
      return items;
    },
    save: async (directory, items) => {
      const operations = items.map((item) => ({
        replaceOne: {
          filter: { _id: idOf(directory, definition.keyOf(item)) },
          replacement: { directory, item },
          upsert: true,
        },
      }));
      await writeInBatches(collection, operations);
    },
    remove: async (directory, keys) => {
      for (const some of inBatches(keys))
        await collection.deleteMany({ _id: { $in: some.map((key) => idOf(directory, key)) } });
    },
  };
}
