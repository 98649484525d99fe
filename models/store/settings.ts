import type { Connection, mongo } from 'mongoose';
import { Schema } from 'mongoose';
import type { SettingStore } from '../stores.ts';
import { deleteSome } from './delete-some.ts';
import { openCollection } from './open-collection.ts';
import { isDuplicateKey } from './write-in-batches.ts';

interface StoredSetting {
  _id: string;
  value: unknown;
  /** Instant; on those that may be forgotten after it. */
  keepUntil?: string;
}

/** Small facts by name, and counters. */
export async function createSettingStore(connection: Connection): Promise<SettingStore> {
  const settings = await openCollection<StoredSetting>(connection, 'settings', {
    fields: { value: Schema.Types.Mixed, keepUntil: String },
    indexes: [{ fields: { keepUntil: 1 }, answers: 'what may be forgotten (forgetBefore)' }],
  });
  const counters = settings as unknown as mongo.Collection<{ _id: string; value: number }>;
  const next = async (key: string): Promise<number> => {
    const counted = await counters.findOneAndUpdate(
      { _id: key },
      { $inc: { value: 1 } },
      { upsert: true, returnDocument: 'after' },
    );
    return Number(counted?.value);
  };
  return {
    get: async (key) => (await settings.findOne({ _id: key }))?.value ?? null,
    set: async (key, value, keepUntil) => {
      const setting = keepUntil === undefined ? { value } : { value, keepUntil };
      await settings.replaceOne({ _id: key }, setting, { upsert: true });
    },
    forgetBefore: (at, limit) => deleteSome(settings, { keepUntil: { $lt: at } }, limit),
    // Two that start a counter at once: one inserts, the other meets its key and counts on.
    next: (key) =>
      next(key).catch((error: unknown) => {
        if (isDuplicateKey(error)) return next(key);
        throw error;
      }),
  };
}
