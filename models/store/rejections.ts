import type { Connection } from 'mongoose';
import type { MatchRejection } from '../adoption.ts';
import { openCollection } from './open-collection.ts';
import { writeInBatches } from './write-in-batches.ts';

type StoredRejection = MatchRejection & { _id: string; directory: string };

/** Matches that somebody turned down, one for each person and account. */
export async function openRejections(connection: Connection): Promise<{
  load(directory: string): Promise<MatchRejection[]>;
  save(directory: string, rejections: readonly MatchRejection[]): Promise<void>;
}> {
  const collection = await openCollection<StoredRejection>(connection, 'rejections', {
    fields: { directory: String, personKey: String, accountId: String, by: String, at: String },
    indexes: [{ fields: { directory: 1 }, answers: 'all rejections of a directory (load)' }],
  });
  return {
    load: async (directory) => {
      const stored = await collection.find({ directory }).sort({ _id: 1 }).toArray();
      return stored.map(({ personKey, accountId, by, at }) => ({ personKey, accountId, by, at }));
    },
    save: (directory, rejections) =>
      writeInBatches(
        collection,
        rejections.map((rejection) => ({
          replaceOne: {
            filter: { _id: JSON.stringify([directory, rejection.personKey, rejection.accountId]) },
            replacement: { directory, ...rejection },
            upsert: true,
          },
        })),
      ).then(() => {}),
  };
}
