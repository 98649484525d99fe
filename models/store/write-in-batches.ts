import type { mongo } from 'mongoose';

/** As much as one command should carry: more keeps the process busy for too long at a time. */
export const batchSize = 1000;

/** Writes any number of operations, a batch at a time; order does not matter. Returns how many documents were changed or added. */
export async function writeInBatches<Stored extends mongo.Document>(
  collection: mongo.Collection<Stored>,
  operations: readonly mongo.AnyBulkWriteOperation<Stored>[],
): Promise<number> {
  let changed = 0;
  for (let from = 0; from < operations.length; from += batchSize) {
    const result = await collection.bulkWrite(operations.slice(from, from + batchSize), { ordered: false });
    changed += result.modifiedCount + result.upsertedCount;
  }
  return changed;
}

/** Cuts a list into batches for commands that take a list of keys. */
export function inBatches<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / batchSize) }, (_, index) =>
    items.slice(index * batchSize, (index + 1) * batchSize),
  );
}

/** True for the refusal of a key that is there already; the code is all that every engine agrees on. */
export function isDuplicateKey(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 11000;
}
