import { randomUUID } from 'node:crypto';
import { InstroomError } from '../../models/errors.ts';
import type { SourceMemory } from '../../models/hr-connector.ts';
import type { JobStore } from '../../models/job.ts';
import type { Clock } from '../../models/ports.ts';

export interface TurnParts {
  locks: Pick<JobStore, 'lock' | 'unlock'>;
  clock: Clock;
  sleep: (ms: number) => Promise<void>;
}

/** Longer than one request to another system takes; whoever died with a turn keeps the others waiting for no longer. */
const leaseMs = 120_000;
const lookEveryMs = 250;
/** Two leases that died, and one that is at work. */
const mostLooks = (3 * leaseMs) / lookEveryMs;

/** Turns by locks in the store. Each call is an owner of its own, so that two calls of one process take turns as well. */
export function createTurns({ locks, clock, sleep }: TurnParts, sourceId: string): SourceMemory['alone'] {
  return async (name, work) => {
    const ask = { name: `source:${sourceId}:${name}`, owner: `source-turn-${randomUUID()}`, leaseMs };
    for (let look = 1; !(await locks.lock({ ...ask, now: clock.now().toISOString() })); look++) {
      if (look >= mostLooks)
        throw new InstroomError('conflict', `Another process has been busy with ${sourceId} (${name}) for too long.`, {
          retryable: true,
          advice: 'It is tried again by itself.',
        });
      await sleep(lookEveryMs);
    }
    try {
      return await work();
    } finally {
      await locks.unlock(ask.name, ask.owner);
    }
  };
}
