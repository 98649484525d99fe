import type { Connection } from 'mongoose';
import { openCollection } from './open-collection.ts';
import { isDuplicateKey } from './write-in-batches.ts';

interface StoredName {
  _id: string;
  userId: string;
  /** When it was claimed (instant). */
  at: string;
}

/** Whoever claims a name writes the user down at once: a claim that stands alone for longer was left by a crash. */
const longestClaimMs = 60_000;

/**
 * `done`: with the names that are new to the user. `taken`: one of them is somebody else's. `claimed`: somebody else claimed one a moment ago
 * and does not have it, or not yet.
 */
export type ClaimOutcome = { kind: 'done'; fresh: string[] } | { kind: 'taken' } | { kind: 'claimed' };

export interface ScimNames {
  /**
   * Claims names for a user, all of them or none.
   * @param holds - whether a user has that name; a claim of who has not is taken over in time
   */
  claim(
    names: readonly string[],
    user: { id: string; at: string },
    holds: (userId: string, name: string) => Promise<boolean>,
  ): Promise<ClaimOutcome>;
  release(names: readonly string[], userId: string): Promise<void>;
  /** The user who claimed a name; whether they have it, only they know. */
  claimant(name: string): Promise<string | null>;
}

/** Names that only one user may have, each a document of its own. */
export async function openScimNames(connection: Connection): Promise<ScimNames> {
  const claims = await openCollection<StoredName>(connection, 'scim-names', {
    fields: { userId: String, at: String },
    indexes: [],
  });

  const release: ScimNames['release'] = async (names, userId) => {
    for (const name of names) await claims.deleteOne({ _id: name, userId });
  };

  const claimOne = async (
    name: string,
    user: { id: string; at: string },
    holds: (userId: string, name: string) => Promise<boolean>,
  ): Promise<'new' | 'had' | 'taken' | 'claimed'> => {
    try {
      await claims.insertOne({ _id: name, userId: user.id, at: user.at });
      return 'new';
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    const known = await claims.findOne({ _id: name });
    if (known?.userId === user.id) return 'had';
    if (known === null) return 'claimed';
    if (await holds(known.userId, name)) return 'taken';
    if (Date.parse(user.at) - Date.parse(known.at) < longestClaimMs) return 'claimed';
    const taken = await claims.updateOne(
      { _id: name, userId: known.userId, at: known.at },
      { $set: { userId: user.id, at: user.at } },
    );
    return taken.matchedCount === 1 ? 'new' : 'claimed';
  };

  return {
    claim: async (names, user, holds) => {
      const fresh: string[] = [];
      for (const name of names) {
        const outcome = await claimOne(name, user, holds).catch(async (error) => {
          await release(fresh, user.id);
          // The claim that failed may be there all the same; it may also be of long ago, of a name that the user has.
          if (!(await holds(user.id, name))) await release([name], user.id);
          throw error;
        });
        if (outcome === 'new') fresh.push(name);
        if (outcome !== 'taken' && outcome !== 'claimed') continue;
        await release(fresh, user.id);
        return { kind: outcome };
      }
      return { kind: 'done', fresh };
    },
    release,
    claimant: async (name) => (await claims.findOne({ _id: name }))?.userId ?? null,
  };
}
