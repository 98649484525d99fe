import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';
import type { FreshPerson, FreshPersonStore } from '../fresh-person.ts';
import { recordId } from '../same-people.ts';
import { openCollection } from './open-collection.ts';
import { inBatches, writeInBatches } from './write-in-batches.ts';

type StoredFreshPerson = FreshPerson & { _id: string };

/** People whom express runs have in hand or had lately. */
export async function createFreshPersonStore(connection: Connection): Promise<FreshPersonStore> {
  const mixed = Schema.Types.Mixed;
  const fresh = await openCollection<StoredFreshPerson>(connection, 'fresh-people', {
    fields: {
      sourceId: String,
      recordKey: String,
      personKey: String,
      runId: String,
      readAt: String,
      endedAt: String,
      person: mixed,
      setAside: mixed,
    },
    indexes: [
      { fields: { personKey: 1 }, answers: 'whether somebody is in hand, or was (touchedAfter)' },
      { fields: { readAt: 1 }, answers: 'who was read after a reading of everybody began (readAfter)' },
      { fields: { runId: 1 }, answers: 'whom a run has in hand (end)' },
      { fields: { endedAt: 1 }, answers: 'who may be forgotten (forgetBefore)' },
    ],
  });
  return {
    save: async (people) => {
      await writeInBatches(
        fresh,
        people.map((replacement) => ({
          replaceOne: { filter: { _id: recordId(replacement) }, replacement, upsert: true },
        })),
      );
    },
    end: async (runId, at) => {
      await fresh.updateMany({ runId, endedAt: null }, { $set: { endedAt: at } });
    },
    readAfter: async (at) => {
      const found = await fresh.find({ readAt: { $gt: at } }).toArray();
      return found.map(({ _id, ...rest }) => rest);
    },
    inHandAfter: async (at) => {
      const inHand = { $or: [{ endedAt: null }, { endedAt: { $gt: at } }] };
      const found = await fresh.find(inHand, { projection: { personKey: 1 } }).toArray();
      return new Set(found.map(({ personKey }) => personKey));
    },
    letGo: async (records) => {
      for (const batch of inBatches(records)) await fresh.deleteMany({ _id: { $in: batch.map(recordId) } });
    },
    touchedAfter: async (at, personKeys) => {
      const touched = new Set<string>();
      for (const keys of inBatches(personKeys)) {
        const isTouched = { personKey: { $in: keys }, $or: [{ endedAt: null }, { endedAt: { $gt: at } }] };
        const found = await fresh.find(isTouched, { projection: { personKey: 1 } }).toArray();
        for (const { personKey } of found) touched.add(personKey);
      }
      return touched;
    },
    forgetBefore: async (at) => {
      await fresh.deleteMany({ endedAt: { $lt: at } });
    },
  };
}
