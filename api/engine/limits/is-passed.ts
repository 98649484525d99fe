import type { Limit } from '../../../models/limit.ts';

/** Both the count and the share must be passed; where there is less than the floor, the count alone decides. */
export function isPassed(limit: Limit, count: number, population: number): boolean {
  if (count <= limit.count) return false;
  return population < limit.floor || count > limit.share * population;
}
