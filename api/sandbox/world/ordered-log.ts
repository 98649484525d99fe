export interface OrderedLog<T> {
  /** Adds an entry. Costs least when its position is beyond all others, as it is except when a world is opened. */
  append(entry: T): void;
  /** The current entries beyond `position`, in order. To be read without a pause: do not write while reading. */
  after(position: number): Generator<T>;
}

/**
 * Entries in the order in which they came, readable from any place on: a page costs its own length and not that of the whole.
 * Entries that are no longer current are passed over, and swept away when they may outnumber the others.
 */
export function createOrderedLog<T>(is: {
  position: (entry: T) => number;
  current: (entry: T) => boolean;
}): OrderedLog<T> {
  let entries: T[] = [];
  let sweepAt = 1_000;
  let isSorted = true;

  function sort() {
    if (!isSorted) entries.sort((one, other) => is.position(one) - is.position(other));
    isSorted = true;
  }

  function indexAfter(position: number): number {
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const entry = entries[middle];
      if (entry !== undefined && is.position(entry) <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    append(entry) {
      if (entries.length >= sweepAt) {
        entries = entries.filter(is.current);
        sweepAt = Math.max(1_000, entries.length * 2);
      }
      const last = entries.at(-1);
      if (last !== undefined && is.position(last) > is.position(entry)) isSorted = false;
      entries.push(entry);
    },
    *after(position) {
      sort();
      for (let index = indexAfter(position); index < entries.length; index++) {
        const entry = entries[index];
        if (entry !== undefined && is.current(entry)) yield entry;
      }
    },
  };
}
