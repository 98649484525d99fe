import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';
import type { FreshPerson, FreshPersonStore } from '../fresh-person.ts';
import { openCollection } from './open-collection.ts';
import { inBatches, writeInBatches } from './write-in-batches.ts';

type StoredFreshPerson = Omit<FreshPerson, 'personKey'> & { _id: string };

/** People whom express runs have in hand or had lately. */
export async function createFreshPersonStore(connection: Connection): Promise<FreshPersonStore> {
  const mixed = Schema.Types.Mixed;
  const fresh = await openCollection<StoredFreshPerson>(connection, 'fresh-people', {
    fields: { sourceId: String, runId: String, readAt: String, endedAt: String, person: mixed, setAside: mixed },
    indexes: [
      { fields: { readAt: 1 }, answers: 'who was read after a reading of everybody began (readAfter)' },
      { fields: { runId: 1 }, answers: 'whom a run has in hand (end)' },
      { fields: { endedAt: 1 }, answers: 'who may be forgotten (forgetBefore)' },
    ],
  });
  return {
    save: async (people) => {
      await writeInBatches(
        fresh,
        people.map(({ personKey, ...replacement }) => ({
          replaceOne: { filter: { _id: personKey }, replacement, upsert: true },
        })),
      );
    },
    end: async (runId, at) => {
      await fresh.updateMany({ runId, endedAt: null }, { $set: { endedAt: at } });
    },
    readAfter: async (at) => {
      const found = await fresh.find({ readAt: { $gt: at } }).toArray();
      return found.map(({ _id, ...rest }) => ({ personKey: _id, ...rest }));
    },
    touchedAfter: async (at, personKeys) => {
      const touched = new Set<string>();
      for (const keys of inBatches(personKeys)) {
        const isTouched = { _id: { $in: keys }, $or: [{ endedAt: null }, { endedAt: { $gt: at } }] };
        const found = await fresh.find(isTouched, { projection: { _id: 1 } }).toArray();
        for (const { _id } of found) touched.add(_id);
      }
      return touched;
    },
    forgetBefore: async (at) => {
      await fresh.deleteMany({ endedAt: { $lt: at } });
    },
  };
}
