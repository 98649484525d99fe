/** Places of the rules that hold, in order. */
export interface PlaceList {
  id: number;
  places: readonly number[];
}

/** The places of several lists, in order. */
export function joinPlaces(lists: readonly PlaceList[]): readonly number[] {
  const some = lists.filter((list) => list.places.length > 0);
  const [only] = some;
  if (only !== undefined && some.length === 1) return only.places;
  return some.flatMap(({ places }) => places).sort((a, b) => a - b);
}
