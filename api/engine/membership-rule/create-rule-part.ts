import { type Classifier, createClassifiers, subjectOf } from './classify-facts.ts';
import { createCandidateFinder, type PlacedRule } from './find-candidates.ts';
import { joinPlaces, type PlaceList } from './place-list.ts';
import { type AskRules, rememberByClass } from './remember-by-class.ts';
import type { RuleFacts } from './rule-attributes.ts';
import { leavesOf } from './rule-node.ts';
import { createTrail, followTrail } from './trail.ts';

/** Rules that are asked together. Two lists of one part with the same places are the same object, as long as it is remembered. */
export interface RulePart {
  listOf(facts: RuleFacts): PlaceList;
}

/** Lists that are kept before all are forgotten. */
const mostLists = 100_000;

/**
 * Makes a part of an index. The answer is remembered by the classes of all its facts. Where that does not pay, what bundles of rules
 * with the same facts remember is put together.
 */
export function createRulePart(rules: readonly PlacedRule[]): RulePart {
  const classifiers = createClassifiers(rules.flatMap(({ rule }) => leavesOf(rule.node)));
  const classify: readonly Classifier[] = [...classifiers.values()];
  const classes = classify.map(() => 0);
  const ask = rememberByClass(
    joinBundles(bundleRules(rules, [...classifiers.keys()])),
    classify.map((_, subject) => subject),
  );
  return {
    listOf: (facts) => {
      let subject = 0;
      for (const classifier of classify) classes[subject++] = classifier(facts);
      return ask(classes, facts);
    },
  };
}

/** Rules that look at the same things, together. */
function bundleRules(rules: readonly PlacedRule[], subjects: readonly string[]): AskRules[] {
  const bundles = new Map<string, { subjects: readonly number[]; rules: PlacedRule[] }>();
  for (const placed of rules) {
    const own = new Set(leavesOf(placed.rule.node).map((leaf) => subjects.indexOf(subjectOf(leaf))));
    const numbers = [...own].sort((a, b) => a - b);
    const bundle = bundles.get(numbers.join()) ?? { subjects: numbers, rules: [] };
    bundles.set(numbers.join(), bundle);
    bundle.rules.push(placed);
  }
  return [...bundles.values()].map((bundle) => rememberByClass(createPlaceFinder(bundle.rules), bundle.subjects));
}

/** Asks the rules, and gives the one list with the places of those that hold. */
function createPlaceFinder(rules: readonly PlacedRule[]): AskRules {
  const findCandidates = createCandidateFinder(rules);
  const places: number[] = [];
  const root = createTrail<PlaceList>();
  let lists = 0;
  return (_classes, facts) => {
    places.length = 0;
    findCandidates(facts, places);
    places.sort((a, b) => a - b);
    let trail = root;
    for (const place of places) trail = followTrail(trail, place);
    trail.found ??= { id: lists++, places: [...places] };
    return trail.found;
  };
}

/** The one list for what all bundles say. */
function joinBundles(bundles: readonly AskRules[]): AskRules {
  const lists: PlaceList[] = [];
  let root = createTrail<PlaceList>();
  let made = 0;
  return (classes, facts) => {
    lists.length = 0;
    let trail = root;
    for (const ask of bundles) {
      const list = ask(classes, facts);
      lists.push(list);
      trail = followTrail(trail, list.id);
    }
    if (trail.found !== null) return trail.found;
    const found = { id: made++, places: joinPlaces(lists) };
    trail.found = found;
    if (made % mostLists === 0) root = createTrail();
    return found;
  };
}
