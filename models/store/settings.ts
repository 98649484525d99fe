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
  const countOn = async (key: string): Promise<number | null> =>
    (await counters.findOneAndUpdate({ _id: key }, { $inc: { value: 1 } }, { returnDocument: 'after' }))?.value ?? null;
  const begin = async (key: string): Promise<number | null> => {
    try {
      await counters.insertOne({ _id: key, value: 1 });
      return 1;
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  };
  return {
    get: async (key) => (await settings.findOne({ _id: key }))?.value ?? null,
    set: async (key, value, keepUntil) => {
      const setting = keepUntil === undefined ? { value } : { value, keepUntil };
      await settings.replaceOne({ _id: key }, setting, { upsert: true });
    },
    forgetBefore: (at, limit) => deleteSome(settings, { keepUntil: { $lt: at } }, limit),
    // No upsert: DocumentDB tells each of several that begin a counter at once that its own insert made it, and so
    // gives the first number to all of them. A plain insert succeeds once.
    next: async (key) => Number((await countOn(key)) ?? (await begin(key)) ?? (await countOn(key))),
  };
}
