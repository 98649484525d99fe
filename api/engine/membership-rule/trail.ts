/**
 * A memory keyed by a row of small numbers, without making keys: each number leads one step further. Most steps lead to one next
 * step only, which therefore needs no map.
 */
export interface Trail<Found> {
  number: number;
  only: Trail<Found> | null;
  others: Map<number, Trail<Found>> | null;
  found: Found | null;
}

export const createTrail = <Found>(): Trail<Found> => ({ number: -1, only: null, others: null, found: null });

/** The step that a number leads to, made when nobody went there yet. */
export function followTrail<Found>(trail: Trail<Found>, number: number): Trail<Found> {
  if (trail.number === number && trail.only !== null) return trail.only;
  const known = trail.others?.get(number);
  if (known !== undefined) return known;
  const fresh = createTrail<Found>();
  if (trail.only === null) {
    trail.number = number;
    trail.only = fresh;
  } else {
    trail.others ??= new Map();
    trail.others.set(number, fresh);
  }
  return fresh;
}
