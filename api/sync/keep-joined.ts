import type { Grant, UrgentExit } from '../../models/grant.ts';
import type { JoinedPeople } from '../engine/identity/join-people.ts';
import type { SyncParts } from './sync-parts.ts';

type Keys = ReadonlyMap<string, string>;

/** What was given or ordered under a key that somebody had before is theirs under the one they have now. */
export function inNewKeys<Given extends Grant | UrgentExit>(given: readonly Given[], former: Keys): Given[] {
  return former.size === 0 ? [...given] : given.map((one) => inNewKey(one, former));
}

/** What is under the right key already stays the very same object. */
function inNewKey<Given extends Grant | UrgentExit>(given: Given, former: Keys): Given {
  const changed: Partial<Grant> = {};
  const personKey = former.get(given.personKey);
  if (personKey !== undefined) changed.personKey = personKey;
  if ('follows' in given) {
    const absent = former.get(given.follows?.personKey ?? '');
    if (given.follows !== null && absent !== undefined) changed.follows = { ...given.follows, personKey: absent };
    const standsInFor = former.get(given.standsInFor ?? '');
    if (standsInFor !== undefined) changed.standsInFor = standsInFor;
  }
  return Object.keys(changed).length === 0 ? given : { ...given, ...changed };
}

/** Writes down whose records are whose. What is kept under former keys moves first: after a crash it is moved again. */
export async function keepJoined(joined: JoinedPeople, parts: Pick<SyncParts, 'stores' | 'clock'>): Promise<void> {
  // Of a plan that HR was not read for there is nothing to say.
  if (joined.readings.length === 0) return;
  const { identity } = parts.stores;
  if (joined.formerKeys.size > 0) await moveKept(joined.formerKeys, parts);
  await identity.saveLinks({ set: joined.links.map(({ isAbsent: _, ...link }) => link), gone: joined.unlinked });
  await identity.saveDoubts(joined.doubts);
}

async function moveKept(former: Keys, { stores, clock }: Pick<SyncParts, 'stores' | 'clock'>): Promise<void> {
  const { grants } = stores;
  const at = clock.now().toISOString();
  for (const grant of await grants.list({ at })) {
    const moved = inNewKey(grant, former);
    if (moved !== grant) await grants.save(moved);
  }
  for (const exit of await grants.urgentExits()) {
    const moved = inNewKey(exit, former);
    if (moved === exit) continue;
    await grants.saveUrgentExit(moved);
    // Else lifting it for this person would leave one that comes back.
    await grants.saveUrgentExit({ ...exit, liftedAt: at });
  }
}
