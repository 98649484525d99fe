import type { PlaceList } from './place-list.ts';
import type { RuleFacts } from './rule-attributes.ts';
import { createTrail, followTrail, type Trail } from './trail.ts';

/** Gives the places of the rules that hold. `classes` has a number for everything that the part of the index looks at. */
export type AskRules = (classes: readonly number[], facts: RuleFacts) => PlaceList;

/** Answers that are kept before all are forgotten; a large organisation has fewer combinations of what rules look at. */
const mostAnswers = 50_000;

/**
 * Remembers answers by classes, for as long as that pays: when nearly everybody turns out to be a combination of their own, it only
 * asks.
 * @param subjects - which of the classes the answer rests on
 */
export function rememberByClass(ask: AskRules, subjects: readonly number[]): AskRules {
  let root: Trail<PlaceList> | null = createTrail();
  let [hits, misses] = [0, 0];
  return (classes, facts) => {
    if (root === null) return ask(classes, facts);
    let trail = root;
    for (const subject of subjects) trail = followTrail(trail, classes[subject] as number);
    if (trail.found !== null) {
      hits += 1;
      return trail.found;
    }
    trail.found = ask(classes, facts);
    misses += 1;
    if (misses < mostAnswers) return trail.found;
    root = hits < misses ? null : createTrail();
    [hits, misses] = [0, 0];
    return trail.found;
  };
}
