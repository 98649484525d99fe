import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import { runLock } from './run-lock.ts';
import type { SyncParts } from './sync-parts.ts';

type MarkParts = Pick<SyncParts, 'stores' | 'directory' | 'clock'>;

const lookingSetting = ({ directory }: MarkParts): string => `looking:${directory.identify().key}`;
const joinedSetting = ({ directory }: MarkParts): string => `joined-by:${directory.identify().key}`;

/**
 * Does what a run over everybody does between reading the first source and having written down who is who. Meanwhile it may meet somebody for
 * the first time whom an express run is about to meet as well, in another source: whoever has no account waits for it to be over.
 */
export async function whileLooking<Result>(parts: MarkParts, work: () => Promise<Result>): Promise<Result> {
  const { settings } = parts.stores;
  await settings.set(lookingSetting(parts), parts.clock.now().toISOString());
  try {
    return await work();
  } finally {
    await settings.set(lookingSetting(parts), null);
  }
}

/** Whether a run over everybody is at that. What a dead process left counts no more once its lock has run out. */
export async function isLooking(parts: MarkParts): Promise<boolean> {
  const { settings, jobs } = parts.stores;
  if ((await settings.get(lookingSetting(parts))) === null) return false;
  return jobs.isLocked(runLock, parts.clock.now().toISOString());
}

/** Writes down by which sources and rules people are known from now on; the last thing that is kept of a reading of everybody. */
export async function saveJoinedBy(policy: CompiledPolicy, parts: MarkParts): Promise<void> {
  await parts.stores.settings.set(joinedSetting(parts), joinedBy(policy));
}

/** Whether everybody was put together by the sources and rules of this policy: else a source may be unread, or somebody somebody else. */
export async function isJoinedBy(policy: CompiledPolicy, parts: MarkParts): Promise<boolean> {
  return (await parts.stores.settings.get(joinedSetting(parts))) === joinedBy(policy);
}

const joinedBy = ({ policy: { identity, sources } }: CompiledPolicy): string =>
  JSON.stringify([identity, sources.map(({ id }) => id)]);
