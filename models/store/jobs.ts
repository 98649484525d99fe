import type { Connection } from 'mongoose';
import type { Job, JobStore } from '../job.ts';
import { openLocks } from './locks.ts';
import { openCollection } from './open-collection.ts';
import { isDuplicateKey } from './write-in-batches.ts';

type StoredJob = Omit<Job, 'id'> & { _id: string };

/** Work that waits or is held by a lease. Its id follows from what it is about, so asking twice gives one job. */
export async function createJobStore(connection: Connection): Promise<JobStore> {
  const jobs = await openCollection<StoredJob>(connection, 'jobs', {
    fields: { kind: String, runId: String, notBefore: String, attempts: Number, leasedBy: String, leasedUntil: String },
    indexes: [{ fields: { notBefore: 1 }, answers: 'the oldest job that may be done now (lease)' }],
  });
  const locks = await openLocks(connection);
  const until = (now: string, leaseMs: number): string => new Date(Date.parse(now) + leaseMs).toISOString();
  return {
    ask: async ({ kind, runId, notBefore }) => {
      const fresh = { kind, runId, notBefore, attempts: 0, leasedBy: null, leasedUntil: null };
      try {
        await jobs.updateOne({ _id: `${kind}|${runId}` }, { $setOnInsert: fresh }, { upsert: true });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
    lease: async ({ owner, now, leaseMs }) => {
      const leased = await jobs.findOneAndUpdate(
        { notBefore: { $lte: now }, $or: [{ leasedUntil: null }, { leasedUntil: { $lt: now } }] },
        { $set: { leasedBy: owner, leasedUntil: until(now, leaseMs) }, $inc: { attempts: 1 } },
        { sort: { notBefore: 1 }, returnDocument: 'after' },
      );
      if (leased === null) return null;
      const { _id, ...job } = leased;
      return { id: _id, ...job };
    },
    extend: async (jobId, { owner, now, leaseMs }) => {
      const result = await jobs.updateOne(
        { _id: jobId, leasedBy: owner },
        { $set: { leasedUntil: until(now, leaseMs) } },
      );
      return result.matchedCount === 1;
    },
    finish: async (jobId, owner) => {
      await jobs.deleteOne({ _id: jobId, leasedBy: owner });
    },
    postpone: async (jobId, { owner, notBefore }) => {
      await jobs.updateOne({ _id: jobId, leasedBy: owner }, { $set: { notBefore, leasedBy: null, leasedUntil: null } });
    },
    releaseAll: async () => {
      const result = await jobs.updateMany(
        { leasedBy: { $ne: null } },
        { $set: { leasedBy: null, leasedUntil: null } },
      );
      await locks.releaseAll();
      return result.modifiedCount;
    },
    lock: locks.lock,
    unlock: locks.unlock,
    isLocked: locks.isLocked,
  };
}
