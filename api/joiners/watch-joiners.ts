import { setTimeout as sleep } from 'node:timers/promises';
import type { JoinerParts } from './joiner-parts.ts';
import { tellJoiners } from './tell-joiners.ts';

/** It is asked this often whether anything changed, and looked at anew this often all the same: days begin, and Entra changes by itself. */
const usualTimes = { askMs: 5_000, lookMs: 30 * 60_000 };

type WatchParts = JoinerParts & { stores: { revision(): Promise<number> } };

/** Keeps people told about joiners for as long as the process lives. What went wrong is logged and tried again. */
export function watchJoiners(parts: WatchParts, times: Partial<typeof usualTimes> = {}): { stop(): Promise<void> } {
  const { askMs, lookMs } = { ...usualTimes, ...times };
  const signal = new AbortController();
  let seen = '';
  let lookedAt = Number.NEGATIVE_INFINITY;

  const look = async (): Promise<void> => {
    const now = parts.clock.now().getTime();
    const state = await worldState(parts);
    if (state === seen && now - lookedAt < lookMs) return;
    await tellJoiners(parts);
    seen = state;
    lookedAt = now;
  };

  const loop = async (): Promise<void> => {
    while (!signal.signal.aborted) {
      await look().catch((error: unknown) => parts.logger.error({ error }, 'joiners could not be looked at'));
      await sleep(askMs, undefined, { signal: signal.signal }).catch(() => {});
    }
  };
  const running = loop();
  return {
    stop: async () => {
      signal.abort();
      await running;
    },
  };
}

/** Changes with HR, with runs and from day to day. */
async function worldState({ stores, clock }: WatchParts): Promise<string> {
  const [newest] = await stores.runs.list({ limit: 1, withoutNotes: true });
  const hour = clock.now().toISOString().slice(0, 13);
  return [await stores.revision(), newest?.id, newest?.state, hour].join(' ');
}
