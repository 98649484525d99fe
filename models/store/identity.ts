import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';
import { inTurns } from '../in-turns.ts';
import type { Person } from '../person.ts';
import type { Doubt, IdentityDecision, IdentityLink, LinkedRecord, RecordPair, RecordRef } from '../same-people.ts';
import { pairKey } from '../same-people.ts';
import { mapSteps } from '../steps.ts';
import type { IdentityStore, SettingStore } from '../stores.ts';
import { hashOf } from './hash-of.ts';
import { keepWhole } from './keep-whole.ts';
import { openCollection } from './open-collection.ts';
import { batchSize, inBatches, writeInBatches } from './write-in-batches.ts';

interface StoredLink extends IdentityLink {
  _id: string;
  person: Person | null;
}

interface StoredPair<Value> {
  _id: string;
  hash: string;
  value: Value;
}

interface LinksChange {
  set: readonly IdentityLink[];
  gone: readonly RecordRef[];
}

const idOf = ({ sourceId, recordKey }: RecordRef): string => JSON.stringify([sourceId, recordKey]);

/** Who in one source is who in another. What sources said is read for those alone of whom it is asked: there are as many as people. */
export async function createIdentityStore(connection: Connection, settings: SettingStore): Promise<IdentityStore> {
  const collection = await openCollection<StoredLink>(connection, 'identity-links', {
    fields: {
      sourceId: String,
      recordKey: String,
      personKey: String,
      hash: String,
      says: [String],
      person: Schema.Types.Mixed,
    },
    indexes: [],
  });
  const links = keepWhole<ReadonlyMap<string, IdentityLink>, LinksChange>({
    settings,
    key: 'version:identity-links',
    read: async () => {
      const found = new Map<string, IdentityLink>();
      const projection = { sourceId: 1, recordKey: 1, personKey: 1, hash: 1, says: 1 };
      for await (const { _id, ...link } of collection.find({}, { projection }).batchSize(batchSize))
        found.set(_id, link);
      return found;
    },
    follow: (known, changes) => {
      const next = new Map(known);
      for (const { set, gone } of changes) {
        for (const link of set) next.set(idOf(link), link);
        for (const ref of gone) next.delete(idOf(ref));
      }
      return next;
    },
  });
  const decisions = await keepPairs<IdentityDecision>('identity-decisions', connection, settings);
  const doubts = await keepPairs<Doubt>('identity-doubts', connection, settings);

  return {
    links: async () => [...(await links.whole()).values()],
    records: async (refs) => {
      const found: LinkedRecord[] = [];
      for (const batch of inBatches(refs)) {
        const stored = await collection.find({ _id: { $in: batch.map(idOf) } }).toArray();
        for (const { _id, ...link } of stored) found.push(link);
      }
      return found;
    },
    saveLinks: async ({ set, gone }) => {
      const known = await links.whole();
      const toStored = (link: Omit<LinkedRecord, 'hash'>): StoredLink => ({
        _id: idOf(link),
        ...link,
        hash: hashOf(link),
      });
      const stored = await inTurns(mapSteps(set, toStored));
      const changed = stored.filter(({ _id, hash }) => known.get(_id)?.hash !== hash);
      const leaving = gone.filter((ref) => known.has(idOf(ref)));
      if (changed.length + leaving.length === 0) return;
      const write = async () => {
        await writeInBatches(
          collection,
          changed.map(({ _id, ...replacement }) => ({ replaceOne: { filter: { _id }, replacement, upsert: true } })),
        );
        for (const batch of inBatches(leaving)) await collection.deleteMany({ _id: { $in: batch.map(idOf) } });
      };
      const kept = changed.map(({ _id, person, ...link }) => link);
      await links.change(write, { set: kept, gone: leaving });
    },
    decisions: decisions.all,
    saveDecisions: (said) => decisions.change({ set: said, gone: [] }),
    forgetDecisions: (pairs) => decisions.change({ set: [], gone: pairs }),
    doubts: doubts.all,
    saveDoubts: async (found) => {
      const keys = new Set(found.map(pairKey));
      const gone = (await doubts.all()).filter((doubt) => !keys.has(pairKey(doubt)));
      await doubts.change({ set: found, gone });
    },
  };
}

/** What is known of pairs of records, one thing of each. Only what differs is written. */
async function keepPairs<Value extends RecordPair>(
  name: string,
  connection: Connection,
  settings: SettingStore,
): Promise<{
  all(): Promise<readonly Value[]>;
  change(change: { set: readonly Value[]; gone: readonly RecordPair[] }): Promise<void>;
}> {
  type Stored = StoredPair<Value>;
  const collection = await openCollection<Stored>(connection, name, {
    fields: { hash: String, value: Schema.Types.Mixed },
    indexes: [],
  });
  const inOrder = (stored: Iterable<Stored>) => {
    const byPair = new Map([...stored].sort((a, b) => (a._id < b._id ? -1 : 1)).map((one) => [one._id, one]));
    return { byPair, values: Array.from(byPair.values(), ({ value }) => value) };
  };
  const kept = keepWhole<ReturnType<typeof inOrder>, { set: readonly Stored[]; gone: readonly string[] }>({
    settings,
    key: `version:${name}`,
    read: async () => inOrder((await collection.find().batchSize(batchSize).toArray()) as Stored[]),
    follow: ({ byPair }, changes) => {
      const next = new Map(byPair);
      for (const { set, gone } of changes) {
        for (const one of set) next.set(one._id, one);
        for (const key of gone) next.delete(key);
      }
      return inOrder(next.values());
    },
  });
  return {
    all: async () => (await kept.whole()).values,
    change: async ({ set, gone }) => {
      const { byPair } = await kept.whole();
      const changed = set
        .map((value): Stored => ({ _id: pairKey(value), hash: hashOf(value), value }))
        .filter(({ _id, hash }) => byPair.get(_id)?.hash !== hash);
      const leaving = gone.map(pairKey).filter((key) => byPair.has(key));
      if (changed.length + leaving.length === 0) return;
      const write = async () => {
        for (const one of changed)
          await collection.replaceOne({ _id: one._id } as object, one as never, { upsert: true });
        for (const batch of inBatches(leaving)) await collection.deleteMany({ _id: { $in: batch } } as object);
      };
      await kept.change(write, { set: changed, gone: leaving });
    },
  };
}
