import { InstroomError } from './errors.ts';
import type { JobStore } from './job.ts';
import type { Clock } from './ports.ts';

/** A turn that is waited for. Times in ms. */
export interface Turn {
  name: string;
  /** Longer than the work takes; whoever died with a turn keeps the others waiting for no longer. */
  leaseMs: number;
  lookEveryMs: number;
  mostLooks: number;
  /** What is said when the others do not come to an end. */
  busy: { text: string; advice: string };
}

/**
 * Does something while nobody else does what has the same name, in this process or another one on the same store. Each call is an owner of
 * its own, so that two calls of one process take turns as well.
 * @throws InstroomError `conflict` (retryable) when the others do not come to an end
 */
export async function alone<Value>(
  { name, leaseMs, lookEveryMs, mostLooks, busy }: Turn,
  {
    locks,
    clock,
    sleep,
  }: { locks: Pick<JobStore, 'lock' | 'unlock'>; clock: Clock; sleep: (ms: number) => Promise<void> },
  work: () => Promise<Value>,
): Promise<Value> {
  const owner = `turn-${crypto.randomUUID()}`;
  for (let look = 1; !(await locks.lock({ name, owner, leaseMs, now: clock.now().toISOString() })); look++) {
    if (look >= mostLooks) throw new InstroomError('conflict', busy.text, { retryable: true, advice: busy.advice });
    await sleep(lookEveryMs);
  }
  try {
    return await work();
  } finally {
    await locks.unlock(name, owner);
  }
}
