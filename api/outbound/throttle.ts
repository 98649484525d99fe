/** What has to be there at once goes by express; everything else is bulk. */
export type Lane = 'bulk' | 'express';

/** What all requests of one process pass before they go out. */
export interface Throttle {
  /** Waits until nobody asked us to pause and `writes` more writes fit the budget of the lane, which is bulk when it is left out. */
  takeTurn(writes: number, lane?: Lane): Promise<void>;
  /** Holds back every request for so long from now; a longer pause that runs already stays. */
  pause(ms: number): void;
}

/**
 * A token bucket for writes with one pause for everything. Tokens may be owed: who takes them waits out the debt, so
 * that the order of asking is the order of going. Bulk leaves a part of the bucket alone, so that express finds tokens there however much
 * waits; what express takes, bulk waits for. All of it together never passes the budget.
 */
export function createThrottle(options: {
  writesAtOnce: number;
  writesPerSecond: number;
  /** So many of the writes at once are for express alone; none when it is left out. */
  writesForExpress?: number;
  sleep: (ms: number) => Promise<void>;
  /** Milliseconds that only ever go up: pacing follows real time, not the clock of a rehearsal. */
  now?: () => number;
}): Throttle {
  const { writesAtOnce, writesPerSecond, writesForExpress = 0, sleep, now = () => performance.now() } = options;
  let tokens = writesAtOnce;
  let refilledAt = now();
  let pausedUntil = 0;

  async function waitForTokens(writes: number, lane: Lane): Promise<void> {
    const at = now();
    tokens = Math.min(writesAtOnce, tokens + ((at - refilledAt) / 1000) * writesPerSecond) - writes;
    refilledAt = at;
    const owed = (lane === 'bulk' ? writesForExpress : 0) - tokens;
    if (owed > 0) await sleep((owed / writesPerSecond) * 1000);
  }

  async function waitForPause(): Promise<void> {
    let seen = now();
    while (pausedUntil > seen) {
      const wait = pausedUntil - seen;
      seen = pausedUntil;
      await sleep(wait);
    }
  }

  return {
    async takeTurn(writes, lane = 'bulk') {
      // A pause first: tokens that come in during one would let two go at once after it.
      await waitForPause();
      if (writes > 0) await waitForTokens(writes, lane);
      await waitForPause();
    },
    pause(ms) {
      pausedUntil = Math.max(pausedUntil, now() + ms);
    },
  };
}
