/** What the maker lets one application do, whichever customer it reads. Figures are those of the usage limits. */
export interface YouforceLimits {
  callsPerDay: number;
  tokensPerMonth: number;
  everyMs: number;
}

export const usualLimits: YouforceLimits = { callsPerDay: 6000, tokensPerMonth: 400, everyMs: 600 };

/** What was let through and what was turned away; by day and month of UTC. */
export interface YouforceUse {
  callsByDay: Map<string, number>;
  tokensByMonth: Map<string, number>;
  turnedAway: number;
}

/**
 * Counts as the API gateway does: a spike arrest that lets one call through in 0.6 s, and two quotas.
 * https://vr-api-integration.github.io/youforce-api-documentation/guides_usage_limits.html
 */
export function createLimits(limits: YouforceLimits, { now, ticks }: { now: () => Date; ticks: () => number }) {
  const use: YouforceUse = { callsByDay: new Map(), tokensByMonth: new Map(), turnedAway: 0 };
  let lastAt = Number.NEGATIVE_INFINITY;
  const admit = (counts: Map<string, number>, key: string, most: number): boolean => {
    const count = (counts.get(key) ?? 0) + 1;
    if (count > most) {
      use.turnedAway++;
      return false;
    }
    counts.set(key, count);
    return true;
  };
  return {
    use,
    admitsCall: (): boolean => {
      if (ticks() - lastAt < limits.everyMs) {
        use.turnedAway++;
        return false;
      }
      lastAt = ticks();
      return admit(use.callsByDay, now().toISOString().slice(0, 10), limits.callsPerDay);
    },
    admitsToken: (): boolean => admit(use.tokensByMonth, now().toISOString().slice(0, 7), limits.tokensPerMonth),
  };
}
