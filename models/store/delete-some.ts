import type { mongo } from 'mongoose';

/** Deletes documents that fit, at most `limit`, so that no deletion takes long; gives how many went. */
export async function deleteSome<Stored extends { _id: string }>(
  collection: mongo.Collection<Stored>,
  filter: mongo.Filter<Stored>,
  limit: number,
): Promise<number> {
  const found = await collection.find(filter).limit(limit).project<{ _id: string }>({ _id: 1 }).toArray();
  if (found.length === 0) return 0;
  const ids = { _id: { $in: found.map(({ _id }) => _id) } } as mongo.Filter<Stored>;
  // What has changed meanwhile so that it no longer fits stays.
  const { deletedCount } = await collection.deleteMany({ $and: [ids, filter] } as mongo.Filter<Stored>);
  return deletedCount;
}
