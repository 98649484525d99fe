import { keepLooking, type Looking } from '../../models/keep-looking.ts';
import type { RunState } from '../../models/run.ts';
import type { JoinerParts } from './joiner-parts.ts';
import { tellJoiners } from './tell-joiners.ts';

/** It is asked this often whether anything changed, and looked at anew this often all the same: days begin, and Entra changes by itself. */
const usualTimes = { askMs: 5_000, lookMs: 30 * 60_000 };

const lockName = 'joiners';
const leaseMs = 5 * 60_000;

/** While a run is at work Entra is between two states, and half of it is no news. */
const atWork: readonly (RunState | undefined)[] = ['planning', 'applying'];

/**
 * Keeps people told about joiners for as long as the process lives; with several processes one of them does. What went wrong is logged and
 * tried again.
 */
export function watchJoiners(parts: JoinerParts, times: Partial<typeof usualTimes> = {}): Looking {
  const { askMs, lookMs } = { ...usualTimes, ...times };
  const { clock, owner, stores } = parts;
  let seen: { world: unknown; state: string } = { world: null, state: '' };
  let lookedAt = Number.NEGATIVE_INFINITY;

  const look = async (): Promise<void> => {
    const now = clock.now();
    const isDue = now.getTime() - lookedAt >= lookMs;
    const [newest] = await stores.runs.list({ limit: 1, about: 'everybody', withoutNotes: true });
    if (atWork.includes(newest?.state)) return;
    const world = await parts.known();
    const state = [newest?.id, newest?.state, now.toISOString().slice(0, 13)].join(' ');
    if (!isDue && world === seen.world && state === seen.state) return;
    if (!(await stores.jobs.lock({ name: lockName, owner, now: now.toISOString(), leaseMs }))) return;
    await tellJoiners(parts).finally(() => stores.jobs.unlock(lockName, owner));
    seen = { world, state };
    lookedAt = now.getTime();
  };

  return keepLooking(look, {
    everyMs: askMs,
    failed: (error) => parts.logger.error({ error }, 'joiners could not be looked at'),
  });
}
