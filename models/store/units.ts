import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';
import type { HrReading, Unit } from '../person.ts';
import type { SettingStore } from '../stores.ts';
import { hashOf } from './hash-of.ts';
import { keepWhole } from './keep-whole.ts';
import { openCollection } from './open-collection.ts';
import { batchSize, inBatches, writeInBatches } from './write-in-batches.ts';

interface StoredUnit {
  _id: string;
  sourceId: string;
  hash: string;
  unit: Unit;
}

interface UnitsChange {
  changed: readonly StoredUnit[];
  /** Keys of those that their source no longer names. */
  gone: readonly string[];
}

interface AllUnits {
  byKey: ReadonlyMap<string, StoredUnit>;
  units: readonly Unit[];
  sources: ReadonlyMap<string, string>;
}

/** Organisational units as HR last stated them. */
export async function openUnits(
  connection: Connection,
  settings: SettingStore,
): Promise<{
  save(reading: HrReading): Promise<void>;
  /** The units, and of which source each is, by key. */
  all(): Promise<Pick<AllUnits, 'units' | 'sources'>>;
  find(unitKey: string): Promise<Unit | null>;
}> {
  const units = await openCollection<StoredUnit>(connection, 'units', {
    fields: { sourceId: String, hash: String, unit: Schema.Types.Mixed },
    indexes: [],
  });
  const known = keepWhole<AllUnits, UnitsChange>({
    settings,
    key: 'version:units',
    read: async () => {
      const stored = await units.find().batchSize(batchSize).toArray();
      return toAllUnits(new Map(stored.map((one) => [one._id, one])));
    },
    follow: ({ byKey }, changes) => {
      const next = new Map(byKey);
      for (const { changed, gone } of changes) {
        for (const one of changed) next.set(one._id, one);
        for (const key of gone) next.delete(key);
      }
      return toAllUnits(next);
    },
  });
  const write = async ({ changed, gone }: UnitsChange): Promise<void> => {
    await writeInBatches(
      units,
      changed.map(({ _id, ...replacement }) => ({ replaceOne: { filter: { _id }, replacement, upsert: true } })),
    );
    for (const keys of inBatches(gone)) await units.deleteMany({ _id: { $in: keys } });
  };
  return {
    save: async (reading) => {
      const change = compare(reading, await known.whole());
      if (change.changed.length + change.gone.length > 0) await known.change(() => write(change), change);
    },
    all: known.whole,
    find: async (unitKey) => (await units.findOne({ _id: unitKey }))?.unit ?? null,
  };
}

const toAllUnits = (byKey: ReadonlyMap<string, StoredUnit>): AllUnits => ({
  byKey,
  units: Array.from(byKey.values(), ({ unit }) => unit),
  sources: new Map(Array.from(byKey.values(), ({ _id, sourceId }) => [_id, sourceId])),
});

function compare({ sourceId, units }: HrReading, { byKey }: AllUnits): UnitsChange {
  const read = units.map((unit) => ({ _id: unit.unitKey, sourceId, hash: hashOf(unit), unit }));
  const here = new Set(read.map(({ _id }) => _id));
  const isSame = ({ _id, hash }: StoredUnit) => byKey.get(_id)?.hash === hash && byKey.get(_id)?.sourceId === sourceId;
  return {
    changed: read.filter((one) => !isSame(one)),
    gone: [...byKey.values()].flatMap((one) => (one.sourceId === sourceId && !here.has(one._id) ? [one._id] : [])),
  };
}
