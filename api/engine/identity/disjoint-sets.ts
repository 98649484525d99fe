/** Things that belong together, by their numbers: whoever is joined to one of them is joined to all. */
export interface DisjointSets {
  /** The lowest number among those that this one belongs with, whatever the order in which they were joined. */
  rootOf(place: number): number;
  join(a: number, b: number): void;
  copy(): DisjointSets;
}

/** @param parents - of another, to begin with what is joined there */
export function createDisjointSets(count: number, parents?: Int32Array): DisjointSets {
  const parentOf = parents?.slice() ?? Int32Array.from({ length: count }, (_, place) => place);
  const rootOf = (place: number): number => {
    let root = place;
    while (parentOf[root] !== root) root = parentOf[root] as number;
    // What lies on the way is hung under the root, so that ways stay short.
    for (let at = place; at !== root; ) {
      const next = parentOf[at] as number;
      parentOf[at] = root;
      at = next;
    }
    return root;
  };
  return {
    rootOf,
    join: (a, b) => {
      const [one, other] = [rootOf(a), rootOf(b)];
      parentOf[Math.max(one, other)] = Math.min(one, other);
    },
    copy: () => createDisjointSets(count, parentOf),
  };
}
