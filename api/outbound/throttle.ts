/** What all requests of one process pass before they go out. */
export interface Throttle {
  /** Waits until nobody asked us to pause and `writes` more writes fit the budget. */
  takeTurn(writes: number): Promise<void>;
  /** Holds back every request for so long from now; a longer pause that runs already stays. */
  pause(ms: number): void;
}

/**
 * A token bucket for writes with one pause for everything. Tokens may be owed: who takes them waits out the debt, so
 * that the order of asking is the order of going.
 */
export function createThrottle(options: {
  writesAtOnce: number;
  writesPerSecond: number;
  sleep: (ms: number) => Promise<void>;
  /** Milliseconds that only ever go up: pacing follows real time, not the clock of a rehearsal. */
  now?: () => number;
}): Throttle {
  const { writesAtOnce, writesPerSecond, sleep, now = () => performance.now() } = options;
  let tokens = writesAtOnce;
  let refilledAt = now();
  let pausedUntil = 0;

  async function waitForTokens(writes: number): Promise<void> {
    const at = now();
    tokens = Math.min(writesAtOnce, tokens + ((at - refilledAt) / 1000) * writesPerSecond) - writes;
    refilledAt = at;
    if (tokens < 0) await sleep((-tokens / writesPerSecond) * 1000);
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
    async takeTurn(writes) {
      // A pause first: tokens that come in during one would let two go at once after it.
      await waitForPause();
      if (writes > 0) await waitForTokens(writes);
      await waitForPause();
    },
    pause(ms) {
      pausedUntil = Math.max(pausedUntil, now() + ms);
    },
  };
}
