import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';
import type { HrReading, Unit } from '../person.ts';
import { hashOf } from './hash-of.ts';
import { openCollection } from './open-collection.ts';
import { inBatches, writeInBatches } from './write-in-batches.ts';

interface StoredUnit {
  _id: string;
  sourceId: string;
  hash: string;
  unit: Unit;
}

/** Organisational units as HR last stated them. */
export async function openUnits(connection: Connection): Promise<{
  /** True when any of them changed. */
  save(reading: HrReading): Promise<boolean>;
  all(): Promise<Unit[]>;
  find(unitKey: string): Promise<Unit | null>;
}> {
  const units = await openCollection<StoredUnit>(connection, 'units', {
    fields: { sourceId: String, hash: String, unit: Schema.Types.Mixed },
    indexes: [{ fields: { sourceId: 1 }, answers: 'which units does this source know (save)' }],
  });
  return {
    save: async ({ sourceId, units: read }) => {
      const known = new Map<string, string>();
      for await (const stored of units.find({ sourceId }, { projection: { hash: 1 } }))
        known.set(stored._id, stored.hash);
      const changed = read.filter((unit) => known.get(unit.unitKey) !== hashOf(unit));
      await writeInBatches(
        units,
        changed.map((unit) => ({
          replaceOne: {
            filter: { _id: unit.unitKey },
            replacement: { sourceId, hash: hashOf(unit), unit },
            upsert: true,
          },
        })),
      );
      for (const unit of read) known.delete(unit.unitKey);
      for (const keys of inBatches([...known.keys()])) await units.deleteMany({ _id: { $in: keys } });
      return changed.length + known.size > 0;
    },
    all: async () => (await units.find().batchSize(5000).toArray()).map(({ unit }) => unit),
    find: async (unitKey) => (await units.findOne({ _id: unitKey }))?.unit ?? null,
  };
}
