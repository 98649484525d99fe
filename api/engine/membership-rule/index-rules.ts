import type { MembershipRule } from './compile-rule.ts';
import { createRulePart } from './create-rule-part.ts';
import type { PlacedRule } from './find-candidates.ts';
import { joinPlaces, type PlaceList } from './place-list.ts';
import type { RuleFacts } from './rule-attributes.ts';
import { createTrail, followTrail, type Trail } from './trail.ts';

/** Many rules, asked at once. */
export interface RuleIndex<Value> {
  /**
   * The values whose rules hold, in the order of the entries. Accounts for which the same rules hold get the very same array, so
   * that callers may key on it; it must not be changed.
   * @throws TypeError when a rule uses now and the facts lack it
   */
  matching(facts: RuleFacts): readonly Value[];
}

/** Answers that are kept before all are forgotten. */
const mostAnswers = 100_000;

/**
 * Makes an index of rules. Rules that share no fact, even through others, are parts of their own, so that what one part looks at
 * does not multiply what the others have to remember.
 */
export function indexRules<Value>(entries: readonly { rule: MembershipRule; value: Value }[]): RuleIndex<Value> {
  const placed = entries.map(({ rule }, place): PlacedRule => ({ rule, place }));
  const parts = splitByFacts(placed).map(createRulePart);
  const values = entries.map(({ value }) => value);
  const lists: PlaceList[] = [];
  let root = createTrail<readonly Value[]>();
  let answers = 0;
  return {
    matching: (facts) => {
      let trail: Trail<readonly Value[]> = root;
      let at = 0;
      for (const part of parts) {
        const list = part.listOf(facts);
        lists[at++] = list;
        trail = followTrail(trail, list.id);
      }
      if (trail.found !== null) return trail.found;
      const found = joinPlaces(lists).map((place) => values[place] as Value);
      trail.found = found;
      answers += 1;
      if (answers >= mostAnswers) {
        root = createTrail();
        answers = 0;
      }
      return found;
    },
  };
}

/** Rules that share a fact, directly or through other rules, together. */
function splitByFacts(rules: readonly PlacedRule[]): PlacedRule[][] {
  const leaders = new Map<string, string>();
  const leaderOf = (fact: string): string => {
    const above = leaders.get(fact);
    return above === undefined ? fact : leaderOf(above);
  };
  const partOf = ({ rule }: PlacedRule): string => leaderOf(rule.facts[0] as string);
  for (const placed of rules) {
    const leader = partOf(placed);
    for (const fact of placed.rule.facts) {
      const other = leaderOf(fact);
      if (fact !== 'now' && other !== leader) leaders.set(other, leader);
    }
  }
  const parts = new Map<string, PlacedRule[]>();
  for (const placed of rules) {
    const part = parts.get(partOf(placed));
    if (part === undefined) parts.set(partOf(placed), [placed]);
    else part.push(placed);
  }
  return [...parts.values()];
}
