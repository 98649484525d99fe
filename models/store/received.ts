import type { Connection } from 'mongoose';
import type { Received, ReceivedStore } from '../received.ts';
import { openCollection } from './open-collection.ts';
import { isDuplicateKey } from './write-in-batches.ts';

type StoredReceived = Omit<Received, 'answer'> & { _id: string; answer: string };

const keptMs = 90 * 86_400_000;

/** What HR systems sent and has been dealt with, by their own ids. */
export async function createReceivedStore(connection: Connection): Promise<ReceivedStore> {
  const received = await openCollection<StoredReceived>(connection, 'received', {
    fields: { sourceId: String, kind: String, id: String, at: String, fingerprint: String, answer: String },
    indexes: [{ fields: { at: 1 }, answers: 'what is old enough to be forgotten (keep)' }],
  });
  const idOf = ({ sourceId, kind, id }: Pick<Received, 'sourceId' | 'kind' | 'id'>) =>
    JSON.stringify([sourceId, kind, id]);
  return {
    find: async (ask) => {
      const stored = await received.findOne({ _id: idOf(ask) });
      if (stored === null) return null;
      const { _id, answer, ...rest } = stored;
      return { ...rest, answer: JSON.parse(answer) as unknown };
    },
    keep: async ({ answer, ...rest }) => {
      try {
        await received.insertOne({ _id: idOf(rest), ...rest, answer: JSON.stringify(answer ?? null) });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      await received.deleteMany({ at: { $lt: new Date(Date.parse(rest.at) - keptMs).toISOString() } });
    },
  };
}
