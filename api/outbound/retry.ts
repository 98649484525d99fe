/** How long to go on: so many attempts in all, waiting ever longer in between. */
export interface Patience {
  attempts: number;
  firstWaitMs: number;
  longestWaitMs: number;
}

/**
 * What an attempt came to. `again` keeps its value for when there is no next attempt; `afterMs` is a wait the other
 * side asked for.
 */
export type Outcome<T> = { kind: 'final'; value: T } | { kind: 'again'; value: T; afterMs?: number | null };

export type Retry = <T>(attempt: (number: number) => Promise<Outcome<T>>, patience: Patience) => Promise<T>;

/**
 * The one retry of the process. Runs `attempt` (numbered from 1) until it is final or patience is at its end, and
 * returns the last value. What `attempt` throws goes straight through. Waits have full jitter: a random part of a
 * doubling limit, so that many waiting callers do not come back at once; a wait that was asked for is kept in full,
 * with the jitter on top.
 */
export function createRetry(options: { sleep: (ms: number) => Promise<void>; random?: () => number }): Retry {
  const { sleep, random = Math.random } = options;
  return async (attempt, patience) => {
    for (let number = 1; ; number++) {
      const outcome = await attempt(number);
      if (outcome.kind === 'final' || number >= patience.attempts) return outcome.value;
      const asked = outcome.afterMs ?? null;
      const limit = asked === null ? longestWait(number, patience) : patience.firstWaitMs;
      await sleep((asked ?? 0) + random() * limit);
    }
  };
}

/** The limit of the wait after attempt `number`: doubles each time, up to the longest. */
export function longestWait(number: number, patience: Patience): number {
  return Math.min(patience.longestWaitMs, patience.firstWaitMs * 2 ** (number - 1));
}
