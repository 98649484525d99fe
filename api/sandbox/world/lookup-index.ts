export interface LookupIndex<T extends { id: string }> {
  /** Takes over from `before` to `after`; undefined for "not there". */
  update(before: T | undefined, after: T | undefined): void;
  /** Ids of those that have this key. */
  ids(key: string): readonly string[];
}

/** Finds ids by the keys that `keysOf` reads from a thing; keys are compared without regard to case, as Entra does. */
export function createLookupIndex<T extends { id: string }>(keysOf: (thing: T) => readonly string[]): LookupIndex<T> {
  const holders = new Map<string, string[]>();
  const keysIn = (thing: T | undefined) =>
    thing === undefined ? [] : [...new Set(keysOf(thing).map((key) => key.toLowerCase()))];

  function add(key: string, id: string) {
    const ids = holders.get(key);
    if (ids === undefined) holders.set(key, [id]);
    else ids.push(id);
  }

  function remove(key: string, id: string) {
    const ids = holders.get(key)?.filter((other) => other !== id) ?? [];
    if (ids.length === 0) holders.delete(key);
    else holders.set(key, ids);
  }

  return {
    update(before, after) {
      const keysBefore = keysIn(before);
      const keysAfter = keysIn(after);
      const id = (after ?? before)?.id ?? '';
      for (const key of keysBefore) if (!keysAfter.includes(key)) remove(key, id);
      for (const key of keysAfter) if (!keysBefore.includes(key)) add(key, id);
    },
    ids: (key) => holders.get(key.toLowerCase()) ?? [],
  };
}
