const dayMs = 86_400_000;

/** A purse fills evenly with time, up to its size. Within any span of time no more leaves it than its size and what came in. */
export interface PurseRule {
  size: number;
  perMs: number;
}

/** What was in it at a moment. */
export interface Purse {
  level: number;
  atMs: number;
}

/** What calls are for. Each has a purse of its own, so that none can starve another. */
export type Purpose = 'whole' | 'changes' | 'single' | 'telling';

/** Parts of a day's calls: what may go at once, and what comes in over 24 hours. All of them together are one. */
export const shares: Readonly<Record<Purpose, { atOnce: number; overDay: number }>> = {
  whole: { atOnce: 0.25, overDay: 0.08 },
  changes: { atOnce: 0.08, overDay: 0.48 },
  single: { atOnce: 0.02, overDay: 0.02 },
  telling: { atOnce: 0.01, overDay: 0.06 },
};

/**
 * The purse of a purpose. Where the maker's day begins is not documented: no 24 hours at all see more than `callsPerDay`.
 * https://vr-api-integration.github.io/youforce-api-documentation/guides_usage_limits.html
 */
export function callRule(purpose: Purpose, callsPerDay: number): PurseRule {
  const { atOnce, overDay } = shares[purpose];
  return { size: callsPerDay * atOnce, perMs: (callsPerDay * overDay) / dayMs };
}

/** What few calls are paid from: of what is for one person at most half, so that others find some; more of what is for many. */
export function purposeFor(need: number, callsPerDay: number): Purpose {
  if (need <= callRule('single', callsPerDay).size / 2) return 'single';
  return need <= callRule('changes', callsPerDay).size ? 'changes' : 'whole';
}

/** Tokens over any 31 days, so over any month; a few at once, for a start with several tenants. */
export function tokenRule(tokensPerMonth: number): PurseRule {
  const size = tokensPerMonth * 0.07;
  return { size, perMs: (tokensPerMonth - size) / (31 * dayMs) };
}

/** The purse as it is now. One that nobody knows is full. */
export function fillPurse(purse: Purse | null, rule: PurseRule, nowMs: number): Purse {
  if (purse === null) return { level: rule.size, atMs: nowMs };
  const passed = Math.max(0, nowMs - purse.atMs);
  return { level: Math.min(rule.size, purse.level + passed * rule.perMs), atMs: Math.max(nowMs, purse.atMs) };
}

/** When so much will be in it; now, when it is; null when it never will, because the purse is too small. */
export function enoughAt(purse: Purse, need: number, { size, perMs }: PurseRule): number | null {
  if (need > size) return null;
  return purse.level >= need ? purse.atMs : Math.ceil(purse.atMs + (need - purse.level) / perMs);
}
