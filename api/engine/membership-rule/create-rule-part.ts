import { createClassifiers } from './classify-facts.ts';
import { createCandidateFinder, type PlacedRule } from './find-candidates.ts';
import type { RuleFacts } from './rule-attributes.ts';
import { leavesOf } from './rule-node.ts';
import { createTrail, followTrail, type Trail } from './trail.ts';

/** Places of the rules that hold, in order. Two lists of one part with the same places are the same object. */
export interface PlaceList {
  id: number;
  places: readonly number[];
}

/** Rules that are asked together. */
export interface RulePart {
  listOf(facts: RuleFacts): PlaceList;
}

/** Answers that are kept before all are forgotten; a large organisation has fewer combinations of what rules look at. */
const mostAnswers = 50_000;

/**
 * Makes a part of an index. The answer is remembered by the classes of the facts; what is not remembered is asked of the rules that
 * can hold. When remembering turns out not to pay, because nearly everybody is different, it is left.
 */
export function createRulePart(rules: readonly PlacedRule[]): RulePart {
  const classifiers = createClassifiers(rules.flatMap(({ rule }) => leavesOf(rule.node)));
  const find = createPlaceFinder(rules);
  let root: Trail<PlaceList> | null = createTrail();
  let [hits, misses] = [0, 0];
  return {
    listOf: (facts) => {
      if (root === null) return find(facts);
      let trail = root;
      for (const classify of classifiers) trail = followTrail(trail, classify(facts));
      if (trail.found !== null) {
        hits += 1;
        return trail.found;
      }
      trail.found = find(facts);
      misses += 1;
      if (misses >= mostAnswers) {
        root = hits < misses ? null : createTrail();
        [hits, misses] = [0, 0];
      }
      return trail.found;
    },
  };
}

/** Asks the rules, and gives the one list with the places of those that hold. */
function createPlaceFinder(rules: readonly PlacedRule[]): (facts: RuleFacts) => PlaceList {
  const findCandidates = createCandidateFinder(rules);
  const places: number[] = [];
  const root = createTrail<PlaceList>();
  let lists = 0;
  return (facts) => {
    places.length = 0;
    findCandidates(facts, places);
    places.sort(ascending);
    let trail = root;
    for (const place of places) trail = followTrail(trail, place);
    trail.found ??= { id: lists++, places: [...places] };
    return trail.found;
  };
}

const ascending = (a: number, b: number): number => a - b;
