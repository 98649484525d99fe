import { lazily } from '../lazily.ts';
import { earlier } from '../life/next-moment.ts';
import type { MembershipRule } from '../membership-rule/compile-rule.ts';
import { indexRules } from '../membership-rule/index-rules.ts';
import type { RuleFacts } from '../membership-rule/rule-attributes.ts';

/** Asks many rules at once. `names` are the facts that they rest on. */
export interface RuleSet<Entry> {
  names: readonly string[];
  /** The entries whose rule holds, in their order. Once many were asked, the same answers give the very same list. */
  matching(facts: RuleFacts): readonly Entry[];
  /** The next moment (epoch ms) at which the time alone changes an answer; null when never. */
  nextChange(facts: RuleFacts): number | null;
}

/** An index is worth its making only when many people are asked about. */
const mostWithoutIndex = 16;

/** `now` of the facts is the moment that rules with `system.now` are asked for. */
export function createRuleSet<Entry extends { rule: MembershipRule }>(entries: readonly Entry[]): RuleSet<Entry> {
  const names = [...new Set(entries.flatMap((entry) => entry.rule.facts))];
  const index = lazily(() => indexRules(entries.map((value) => ({ rule: value.rule, value }))));
  let asked = 0;
  const timed = entries.filter((entry) => entry.rule.usesNow);
  return {
    names,
    matching: (facts) => {
      asked += 1;
      return asked > mostWithoutIndex ? index().matching(facts) : entries.filter(({ rule }) => rule.matches(facts));
    },
    nextChange: (facts) => timed.reduce<number | null>((next, { rule }) => earlier(next, rule.nextChange(facts)), null),
  };
}
