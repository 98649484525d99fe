/** Token buckets by key. */
export interface Pace {
  /** Takes one token; gives 0, or the milliseconds until there is one, without taking it. */
  take(key: string): number;
  /** Lets nothing of this key go for so long from now. */
  pause(key: string, ms: number): void;
}

interface Bucket {
  tokens: number;
  at: number;
}

/**
 * Keeps sending below what Teams allows: `burst` at once, `perSecond` sustained, for each key.
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 */
export function createPace(limits: { burst: number; perSecond: number; nowMs: () => number }): Pace {
  const { burst, perSecond, nowMs } = limits;
  const buckets = new Map<string, Bucket>();
  const fill = (key: string): Bucket => {
    const now = nowMs();
    const { tokens, at } = buckets.get(key) ?? { tokens: burst, at: now };
    if (at > now) return { tokens, at };
    return { tokens: Math.min(burst, tokens + ((now - at) / 1000) * perSecond), at: now };
  };
  const keep = (key: string, bucket: Bucket): void => {
    if (buckets.size > 10_000) for (const old of buckets.keys()) if (fill(old).tokens >= burst) buckets.delete(old);
    buckets.set(key, bucket);
  };
  return {
    take: (key) => {
      const bucket = fill(key);
      const waitMs = Math.max(0, bucket.at - nowMs()) + (Math.max(0, 1 - bucket.tokens) / perSecond) * 1000;
      if (waitMs > 0) return Math.ceil(waitMs);
      keep(key, { ...bucket, tokens: bucket.tokens - 1 });
      return 0;
    },
    pause: (key, ms) => keep(key, { tokens: 1, at: Math.max(fill(key).at, nowMs() + ms) }),
  };
}
