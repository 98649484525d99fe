import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { InstroomError } from '../../models/errors.ts';
import { nowOf, type RequestParts } from './request-parts.ts';

/** Far longer than writing a request down takes; whoever died with the turn keeps others waiting for no longer. */
const leaseMs = 10_000;
const lookEveryMs = 25;
const longestWaitMs = 2 * leaseMs;

/**
 * Does something about one thing while nobody else does, in this process or another one on the same store.
 * @throws InstroomError `conflict` (retryable) when whoever is at it does not come to an end
 */
export async function inTurn<Result>(about: string, parts: RequestParts, work: () => Promise<Result>): Promise<Result> {
  const { jobs } = parts.stores;
  const name = `asking:${about}`;
  const owner = `asking-${randomUUID()}`;
  const giveUpAt = performance.now() + longestWaitMs;
  while (!(await jobs.lock({ name, owner, now: nowOf(parts), leaseMs }))) {
    if (performance.now() > giveUpAt)
      throw new InstroomError('conflict', 'The same is being asked just now, and does not come to an end.', {
        retryable: true,
        advice: 'Ask again in a moment.',
      });
    await sleep(lookEveryMs);
  }
  try {
    return await work();
  } finally {
    await jobs.unlock(name, owner);
  }
}
