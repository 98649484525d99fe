import type { MembershipRule } from './membership-rule/compile-rule.ts';
import { indexRules } from './membership-rule/index-rules.ts';
import type { RuleFacts } from './membership-rule/rule-attributes.ts';

/** Asks many rules at once. `names` are the facts that they rest on. */
export interface RuleSet<Entry> {
  names: readonly string[];
  /** The entries whose rule holds, in their order. The same answers give the very same list. */
  matching(facts: RuleFacts): readonly Entry[];
  /** The next moment (epoch ms) at which the time alone changes an answer; null when never. */
  nextChange(facts: RuleFacts): number | null;
}

/** `now` of the facts is the moment that rules with `system.now` are asked for. */
export function createRuleSet<Entry extends { rule: MembershipRule }>(entries: readonly Entry[]): RuleSet<Entry> {
  const names = [...new Set(entries.flatMap((entry) => entry.rule.facts))];
  const index = indexRules(entries.map((value) => ({ rule: value.rule, value })));
  const timed = entries.filter((entry) => entry.rule.usesNow);
  return {
    names,
    matching: index.matching,
    nextChange: (facts) => {
      let next: number | null = null;
      for (const { rule } of timed) {
        const change = rule.nextChange(facts);
        if (change !== null && (next === null || change < next)) next = change;
      }
      return next;
    },
  };
}
