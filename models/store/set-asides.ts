import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';
import type { HrReading, SetAside } from '../person.ts';
import { openCollection } from './open-collection.ts';
import { inBatches } from './write-in-batches.ts';

interface StoredSetAside {
  _id: string;
  sourceId: string;
  entry: SetAside;
}

/** People whose rows could not be used at the last reading. */
export async function openSetAsides(connection: Connection): Promise<{
  save(reading: HrReading): Promise<void>;
  all(): Promise<SetAside[]>;
}> {
  const setAsides = await openCollection<StoredSetAside>(connection, 'set-asides', {
    fields: { sourceId: String, entry: Schema.Types.Mixed },
    indexes: [{ fields: { sourceId: 1 }, answers: 'who of this source is set aside (save)' }],
  });
  return {
    save: async ({ sourceId, setAside }) => {
      await setAsides.deleteMany({ sourceId });
      const stored = setAside.map((entry, index) => ({ _id: `${sourceId}|${index}`, sourceId, entry }));
      for (const batch of inBatches(stored)) await setAsides.insertMany(batch, { ordered: false });
    },
    all: async () => (await setAsides.find().sort({ _id: 1 }).toArray()).map((stored) => stored.entry),
  };
}
