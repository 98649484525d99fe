import type { BucketLimit, SandboxLimits } from '../sandbox-limits.ts';
import { Refusal } from './refusal.ts';

export interface Cost {
  units: number;
  writes: number;
}

export interface Throttle {
  /** Takes the cost of a request from both buckets, and one from the bucket named; throws a 429 Refusal when one is empty. */
  admit(cost: Cost, bucket?: 'provisions'): void;
  /** Gives resource units back, for answers that Graph does not charge (400 and 403). */
  refund(units: number): void;
}

/**
 * The limits of one app in one tenant. Real time counts here, not the clock of the sandbox: a clock that stands still would never
 * fill a bucket again.
 */
export function createThrottle(limits: SandboxLimits, countUsers: () => number): Throttle {
  const writes = createBucket(() => limits.writes);
  const provisions = createBucket(() => limits.provisions);
  const units = createBucket(() => limits.resourceUnits ?? unitsForTenant(countUsers()));
  return {
    admit(cost, bucket) {
      if (bucket === 'provisions' && !provisions.hasRoom(1))
        throw tooMany('RequestLimitExceeded', provisions.waitFor(1));
      if (cost.writes > 0 && !writes.hasRoom(cost.writes))
        throw tooMany('WriteLimitExceeded', writes.waitFor(cost.writes));
      if (!units.hasRoom(cost.units)) throw tooMany('ResourceUnitLimitExceeded', units.waitFor(cost.units));
      if (bucket === 'provisions') provisions.take(1);
      writes.take(cost.writes);
      units.take(cost.units);
    },
    refund: (amount) => units.take(-amount),
  };
}

function createBucket(limit: () => BucketLimit) {
  let level = limit().amount;
  let filledAt = performance.now();

  function fill() {
    const { amount, perSeconds } = limit();
    const now = performance.now();
    level = Math.min(amount, level + ((now - filledAt) / 1_000) * (amount / perSeconds));
    filledAt = now;
  }

  return {
    hasRoom(cost: number): boolean {
      fill();
      return level >= cost;
    },
    take(cost: number) {
      level -= cost;
    },
    /** Seconds until there is room. */
    waitFor(cost: number): number {
      const { amount, perSeconds } = limit();
      return (cost - level) / (amount / perSeconds);
    },
  };
}

/** Small, medium and large tenants have different budgets per ten seconds. */
function unitsForTenant(users: number): BucketLimit {
  const amount = users < 50 ? 3_500 : users <= 500 ? 5_000 : 8_000;
  return { amount, perSeconds: 10 };
}

/** A 429; `Retry-After` has a fraction when the wait is below a second, which Graph may send and clients must take. */
export function tooMany(information: string, waitSeconds: number): Refusal {
  const wait = waitSeconds < 1 ? Math.max(0.01, Math.ceil(waitSeconds * 100) / 100) : Math.ceil(waitSeconds);
  const scope = information === 'WriteLimitExceeded' ? 'Write' : 'ReadWrite';
  return new Refusal(429, 'TooManyRequests', 'Too many requests.', {
    headers: {
      'Retry-After': String(wait),
      'x-ms-throttle-scope': `Tenant_Application/${scope}/sandbox/sandbox`,
      'x-ms-throttle-information': information,
    },
  });
}
