import { setTimeout as sleep } from 'node:timers/promises';
import { askDoubts } from './ask-doubts.ts';
import { tellGrantEndings } from './grant-endings.ts';
import { tellLeavesWithoutCover } from './leaves-without-cover.ts';
import { proposePolicy } from './propose-policy.ts';
import { openRequestDesk } from './request-desk.ts';
import type { RequestParts } from './request-parts.ts';
import { tendRequests } from './tend-requests.ts';

/** Requests are looked at this often; what is about days, less often. */
const usualTimes = { lookMs: 1000, daysMs: 30 * 60_000 };

export interface Tending {
  /** Finishes what is in hand, then stops. */
  stop(): Promise<void>;
}

/**
 * Looks after requests for as long as the process lives. Several processes may do so: every step is one atomic change. What went wrong is
 * logged and tried again.
 */
export function startTending(parts: RequestParts, times: Partial<typeof usualTimes> = {}): Tending {
  const { lookMs, daysMs } = { ...usualTimes, ...times };
  const desk = openRequestDesk(parts);
  const signal = new AbortController();
  let daysAt = 0;
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      parts.logger.error({ error }, 'requests could not be tended; it is tried again');
    }
  };
  const loop = async (): Promise<void> => {
    while (!signal.signal.aborted) {
      await attempt(() => proposePolicy(desk));
      await attempt(() => tendRequests(desk));
      const now = parts.clock.now().getTime();
      if (now >= daysAt) {
        daysAt = now + daysMs;
        await attempt(() => askDoubts(desk));
        await attempt(() => tellGrantEndings(desk));
        await attempt(() => tellLeavesWithoutCover(desk));
      }
      await sleep(lookMs, undefined, { signal: signal.signal }).catch(() => {});
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
