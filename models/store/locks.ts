import type { Connection } from 'mongoose';
import type { JobStore } from '../job.ts';
import { openCollection } from './open-collection.ts';
import { isDuplicateKey } from './write-in-batches.ts';

interface StoredLock {
  _id: string;
  owner: string;
  until: string;
}

/** Named locks that run out by themselves when their owner dies. */
export async function openLocks(
  connection: Connection,
): Promise<Pick<JobStore, 'lock' | 'unlock' | 'isLocked'> & { releaseAll(): Promise<void> }> {
  const locks = await openCollection<StoredLock>(connection, 'locks', {
    fields: { owner: String, until: String },
    indexes: [],
  });
  return {
    lock: async ({ name, owner, now, leaseMs }) => {
      const until = new Date(Date.parse(now) + leaseMs).toISOString();
      try {
        // Somebody else's lock does not fit the filter; the insert that follows then meets the key that is there.
        await locks.updateOne(
          { _id: name, $or: [{ owner }, { until: { $lt: now } }] },
          { $set: { owner, until } },
          { upsert: true },
        );
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    unlock: async (name, owner) => {
      await locks.deleteOne({ _id: name, owner });
    },
    isLocked: async (name, now) => (await locks.findOne({ _id: name, until: { $gte: now } })) !== null,
    releaseAll: async () => {
      await locks.deleteMany({});
    },
  };
}
