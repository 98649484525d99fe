/** Chance that falls the same way every time it starts from the same seed. */
export interface Dice {
  /** A whole number from `least` to `most`, both included. */
  int(least: number, most: number): number;
  chance(share: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** A mean number of times, as a whole number: the part behind the point falls by chance. */
  times(mean: number): number;
}

/** A small generator of the xorshift family; good enough to make up people, and nothing else. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
  const dice: Dice = {
    int: (least, most) => least + Math.floor(next() * (most - least + 1)),
    chance: (share) => next() < share,
    pick: (items) => {
      if (items.length === 0) throw new Error('there is nothing to pick from');
      return items[Math.floor(next() * items.length)] as (typeof items)[number];
    },
    times: (mean) => Math.floor(mean) + (next() < mean % 1 ? 1 : 0),
  };
  return dice;
}
