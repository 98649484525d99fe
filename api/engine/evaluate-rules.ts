import type { MembershipRule } from './membership-rule/compile-rule.ts';
import type { RuleFacts } from './membership-rule/rule-attributes.ts';

/** Asks many rules at once. `names` are the facts that they rest on. */
export interface RuleSet<Entry> {
  names: readonly string[];
  /** The entries whose rule holds, in their order. The same answers give the very same list. */
  matching(facts: RuleFacts): readonly Entry[];
}

/** Many people share the facts that rules look at, so each different set of facts is asked once. */
export function createRuleSet<Entry extends { rule: MembershipRule }>(entries: readonly Entry[]): RuleSet<Entry> {
  const names = [...new Set(entries.flatMap((entry) => entry.rule.facts))];
  const known = new Map<string, readonly Entry[]>();
  return {
    names,
    matching: (facts) => {
      const key = JSON.stringify(names.map((name) => facts[name] ?? null));
      const before = known.get(key);
      if (before !== undefined) return before;
      const holding = entries.filter((entry) => entry.rule.matches(facts));
      known.set(key, holding);
      return holding;
    },
  };
}
