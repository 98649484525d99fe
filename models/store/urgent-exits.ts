import type { Connection } from 'mongoose';
import type { UrgentExit } from '../grant.ts';
import { openCollection } from './open-collection.ts';

type StoredExit = UrgentExit & { _id: string };

/** People who must out at once, and who had to: one for each person and moment. */
export async function openUrgentExits(connection: Connection): Promise<{
  open(): Promise<UrgentExit[]>;
  save(exit: UrgentExit): Promise<void>;
}> {
  const exits = await openCollection<StoredExit>(connection, 'urgent-exits', {
    fields: { personKey: String, fromAt: String, liftedAt: String, reason: String, by: String },
    indexes: [{ fields: { liftedAt: 1 }, answers: 'the exits that are not lifted (open)' }],
  });
  return {
    open: async () => (await exits.find({ liftedAt: null }).sort({ _id: 1 }).toArray()).map(toExit),
    save: async (exit) => {
      await exits.replaceOne({ _id: JSON.stringify([exit.personKey, exit.fromAt]) }, exit, { upsert: true });
    },
  };
}

function toExit({ _id, ...exit }: StoredExit): UrgentExit {
  return exit;
}
