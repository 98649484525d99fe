import type { Employment } from '../../../models/person.ts';

/**
 * The employment that gives the attributes, of several of the same time: one of the source that counts most, of those the one it calls
 * primary, else the highest fte, the latest start, the lowest key. Null when there is none.
 */
export function choosePrimary(employments: readonly Employment[]): Employment | null {
  let best: Employment | null = null;
  for (const employment of employments) {
    if (best === null || comesBefore(employment, best)) best = employment;
  }
  return best;
}

function comesBefore(a: Employment, b: Employment): boolean {
  const [rankOfA, rankOfB] = [a.statedBy?.rank ?? 0, b.statedBy?.rank ?? 0];
  if (rankOfA !== rankOfB) return rankOfA < rankOfB;
  if ((a.isPrimary === true) !== (b.isPrimary === true)) return a.isPrimary === true;
  if ((a.fte ?? 0) !== (b.fte ?? 0)) return (a.fte ?? 0) > (b.fte ?? 0);
  if ((a.startsOn ?? '') !== (b.startsOn ?? '')) return (a.startsOn ?? '') > (b.startsOn ?? '');
  return a.employmentKey < b.employmentKey;
}
