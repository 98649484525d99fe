import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';
import type { Grant } from '../grant.ts';
import type { GrantStore } from '../ports.ts';
import { openCollection } from './open-collection.ts';
import { openUrgentExits } from './urgent-exits.ts';

interface StoredGrant {
  _id: string;
  /** The end in one way of writing, so that texts compare as times do; the last of all moments for an open-ended grant. */
  until: string;
  endsAt: string | null;
  grant: Omit<Grant, 'endsAt'>;
}

const never = '9999-12-31T23:59:59.999Z';

const writeInstant = (instant: string): string => new Date(instant).toISOString();

/** Dated access on top of policy, and people who must out at once. */
export async function createGrantStore(connection: Connection): Promise<GrantStore> {
  const grants = await openCollection<StoredGrant>(connection, 'grants', {
    fields: { until: String, endsAt: String, grant: Schema.Types.Mixed },
    indexes: [{ fields: { until: 1 }, answers: 'grants that are in force or will be (list)' }],
  });
  const exits = await openUrgentExits(connection);
  const find = async (grantId: string): Promise<Grant | null> => {
    const stored = await grants.findOne({ _id: grantId });
    return stored === null ? null : toGrant(stored);
  };
  return {
    list: async ({ at }) =>
      (
        await grants
          .find({ until: { $gt: writeInstant(at) } })
          .batchSize(5000)
          .toArray()
      ).map(toGrant),
    find,
    save: async ({ endsAt, ...grant }) => {
      const until = endsAt === null ? never : writeInstant(endsAt);
      await grants.replaceOne({ _id: grant.id }, { until, endsAt, grant }, { upsert: true });
    },
    end: async (grantId, at) => {
      const until = writeInstant(at);
      const ended = await grants.findOneAndUpdate(
        { _id: grantId, until: { $gt: until } },
        { $set: { until, endsAt: at } },
        { returnDocument: 'after' },
      );
      return ended === null ? find(grantId) : toGrant(ended);
    },
    urgentExits: exits.open,
    saveUrgentExit: exits.save,
  };
}

function toGrant({ grant, endsAt }: StoredGrant): Grant {
  return { ...grant, endsAt };
}
