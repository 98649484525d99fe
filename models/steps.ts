/** Work that is cut in steps, so that whoever does it may do something else in between; and what it gives in the end. */
export type Steps<Result> = Generator<void, Result>;

/** Few enough that a step is short whatever is done with each. */
const itemsPerStep = 32;

/** Does work without a pause. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** Does something with each of a list, some of them in each step. */
export function* eachStep<Item>(items: Iterable<Item>, work: (item: Item) => void): Steps<void> {
  let count = 0;
  for (const item of items) {
    work(item);
    count += 1;
    if (count % itemsPerStep === 0) yield;
  }
}

/** What comes of each of a list, some of them in each step. */
export function* mapSteps<Item, Result>(
  items: readonly Item[],
  map: (item: Item, index: number) => Result,
): Steps<Result[]> {
  const mapped: Result[] = [];
  for (const [index, item] of items.entries()) {
    mapped.push(map(item, index));
    if (index % itemsPerStep === itemsPerStep - 1) yield;
  }
  return mapped;
}
