import type { MembershipRule } from './compile-rule.ts';
import { foldText } from './fold-text.ts';
import { type Equality, necessaryEqualities } from './necessary-equalities.ts';
import type { RuleFacts } from './rule-attributes.ts';

/** A rule and its place among the entries. */
export interface PlacedRule {
  rule: MembershipRule;
  place: number;
}

/** Looks up rules by the one value that they need a fact to have. */
interface Shelf {
  fact: string;
  byValue: Map<string, PlacedRule[]>;
}

/**
 * Finds the rules that hold, and asks only those that can: a rule that needs `department` to be Sales is not looked at for anybody
 * else.
 * @returns a function that appends the places of the rules that hold to `into`, in no order
 */
export function createCandidateFinder(rules: readonly PlacedRule[]): (facts: RuleFacts, into: number[]) => void {
  const necessary = new Map(rules.map((placed) => [placed, necessaryEqualities(placed.rule.node)]));
  const values = countValues([...necessary.values()].flat());
  const shelves = new Map<string, Shelf>();
  const always: PlacedRule[] = [];
  for (const [placed, equalities] of necessary) {
    const best = mostSelective(equalities, values);
    if (best === null) always.push(placed);
    else shelve(shelves, placed, best);
  }
  const all = [...shelves.values()];
  return (facts, into) => {
    ask(always, facts, into);
    for (const { fact, byValue } of all) {
      const value = facts[fact];
      if (typeof value === 'string') ask(byValue.get(foldText(value)), facts, into);
    }
  };
}

function ask(rules: readonly PlacedRule[] | undefined, facts: RuleFacts, into: number[]): void {
  if (rules === undefined) return;
  for (const { rule, place } of rules) if (rule.matches(facts)) into.push(place);
}

function countValues(equalities: readonly Equality[]): Map<string, number> {
  const values = new Map<string, Set<string>>();
  for (const { fact, values: some } of equalities) {
    const known = values.get(fact) ?? new Set();
    for (const value of some) known.add(value);
    values.set(fact, known);
  }
  return new Map([...values].map(([fact, known]) => [fact, known.size]));
}

/** The condition that fewest people are likely to meet: the smallest share of the values that rules know of the fact. */
function mostSelective(equalities: readonly Equality[], counts: ReadonlyMap<string, number>): Equality | null {
  const share = ({ fact, values }: Equality): number => values.length / (counts.get(fact) as number);
  const [best = null] = [...equalities].sort((a, b) => share(a) - share(b));
  return best;
}

function shelve(shelves: Map<string, Shelf>, placed: PlacedRule, { fact, values }: Equality): void {
  const shelf = shelves.get(fact) ?? { fact, byValue: new Map() };
  shelves.set(fact, shelf);
  for (const value of values) shelf.byValue.set(value, [...(shelf.byValue.get(value) ?? []), placed]);
}
