import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';
import type { Grant } from '../grant.ts';
import type { GrantStore } from '../stores.ts';
import { openCollection } from './open-collection.ts';
import { openUrgentExits } from './urgent-exits.ts';
import { batchSize } from './write-in-batches.ts';

interface StoredGrant {
  _id: string;
  /** The end in one way of writing, so that texts compare as times do; the last of all moments for an open-ended grant. */
  until: string;
  endsAt: string | null;
  isFollowing: boolean;
  follows: Grant['follows'];
  grant: Omit<Grant, 'endsAt' | 'follows'>;
}

const never = '9999-12-31T23:59:59.999Z';
const dayMs = 86_400_000;

/** A replacement moves with a leave: it may hold for so much longer than was approved at first. */
const longestMoveMs = 400 * dayMs;

const writeInstant = (instant: string, offsetMs = 0): string => new Date(Date.parse(instant) + offsetMs).toISOString();

/** Dated access on top of policy, and people who must out at once. */
export async function createGrantStore(connection: Connection): Promise<GrantStore> {
  const grants = await openCollection<StoredGrant>(connection, 'grants', {
    fields: {
      until: String,
      endsAt: String,
      isFollowing: Boolean,
      follows: Schema.Types.Mixed,
      grant: Schema.Types.Mixed,
    },
    indexes: [{ fields: { isFollowing: 1, until: 1 }, answers: 'grants that are in force or will be (list)' }],
  });
  const exits = await openUrgentExits(connection);
  const find = async (grantId: string): Promise<Grant | null> => {
    const stored = await grants.findOne({ _id: grantId });
    return stored === null ? null : toGrant(stored);
  };
  const endingAfter = (isFollowing: boolean, until: string): Promise<StoredGrant[]> =>
    grants
      .find({ isFollowing, until: { $gt: until } })
      .batchSize(batchSize)
      .toArray();
  return {
    list: async ({ at }) => {
      const fixed = await endingAfter(false, writeInstant(at));
      const following = await endingAfter(true, writeInstant(at, -longestMoveMs));
      return [...fixed, ...following].map(toGrant);
    },
    find,
    save: async ({ endsAt, follows, ...grant }) => {
      const until = endsAt === null ? never : writeInstant(endsAt);
      const stored = { until, endsAt, isFollowing: follows !== null, follows, grant };
      await grants.replaceOne({ _id: grant.id }, stored, { upsert: true });
    },
    end: async (grantId, at) => {
      const until = writeInstant(at);
      const ended = await grants.findOneAndUpdate(
        { _id: grantId, $or: [{ until: { $gt: until } }, { isFollowing: true }] },
        { $set: { until, endsAt: at, isFollowing: false, follows: null } },
        { returnDocument: 'after' },
      );
      return ended === null ? find(grantId) : toGrant(ended);
    },
    urgentExits: exits.open,
    saveUrgentExit: exits.save,
  };
}

function toGrant({ grant, endsAt, follows }: StoredGrant): Grant {
  return { ...grant, endsAt, follows };
}
