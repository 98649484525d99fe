import type { Connection } from 'mongoose';
import type { MatchRejection } from '../adoption.ts';
import type { SettingStore } from '../stores.ts';
import { keepEach } from './keep-each.ts';
import { openCollection } from './open-collection.ts';
import { writeInBatches } from './write-in-batches.ts';

type StoredRejection = MatchRejection & { _id: string; directory: string };

/** Matches that somebody turned down, one for each person and account. */
export async function openRejections(
  connection: Connection,
  settings: SettingStore,
): Promise<{
  load(directory: string): Promise<readonly MatchRejection[]>;
  save(directory: string, rejections: readonly MatchRejection[]): Promise<void>;
}> {
  const collection = await openCollection<StoredRejection>(connection, 'rejections', {
    fields: { directory: String, personKey: String, accountId: String, by: String, at: String },
    indexes: [{ fields: { directory: 1 }, answers: 'all rejections of a directory (load)' }],
  });
  const keyOf = ({ personKey, accountId }: MatchRejection): string => JSON.stringify([personKey, accountId]);
  const kept = keepEach<readonly MatchRejection[], readonly MatchRejection[]>({
    settings,
    name: 'rejections',
    read: async (directory) => {
      const stored = await collection.find({ directory }).sort({ _id: 1 }).toArray();
      return stored.map(({ personKey, accountId, by, at }) => ({ personKey, accountId, by, at }));
    },
    follow: (all, changes) => [...new Map([...all, ...changes.flat()].map((one) => [keyOf(one), one])).values()],
  });
  return {
    load: (directory) => kept(directory).whole(),
    save: async (directory, rejections) => {
      if (rejections.length === 0) return;
      const operations = rejections.map((rejection) => ({
        replaceOne: {
          filter: { _id: JSON.stringify([directory, rejection.personKey, rejection.accountId]) },
          replacement: { directory, ...rejection },
          upsert: true,
        },
      }));
      await kept(directory).change(async () => {
        await writeInBatches(collection, operations);
      }, rejections);
    },
  };
}
