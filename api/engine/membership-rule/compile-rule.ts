import { compileNode } from './compile-node.ts';
import { findNextChange } from './find-next-change.ts';
import { type Equality, necessaryEqualities } from './necessary-equalities.ts';
import { parseRule } from './parse-rule.ts';
import type { RuleFacts } from './rule-attributes.ts';
import { leavesOf, type RuleNode } from './rule-node.ts';

/** A rule ready to be asked many times. `text` is the rule as it was written. */
export interface MembershipRule {
  text: string;
  node: RuleNode;
  /** The facts that the answer rests on, without repeats; `now` is among them when the rule says `system.now`. */
  facts: readonly string[];
  usesNow: boolean;
  /**
   * A condition that must hold for the rule to hold: the fact, lower-cased, is one of the values. The one with fewest values when
   * there are several, null when there is none.
   */
  equalities: Equality | null;
  /** @throws TypeError for a rule that uses now, when the facts lack it */
  matches(facts: RuleFacts): boolean;
  /**
   * The next moment after `facts.now`, in epoch milliseconds, at which the answer becomes another by itself; null when it stays as
   * it is for as long as the facts do.
   */
  nextChange(facts: RuleFacts): number | null;
}

/**
 * Compiles a membership rule.
 * @throws RuleError as `parseRule` does.
 */
export function compileRule(text: string): MembershipRule {
  const node = parseRule(text);
  const usesNow = leavesOf(node).some((leaf) => leaf.kind === 'date' && leaf.fromNow);
  const facts = leavesOf(node).map((leaf) => (leaf.kind === 'reports' ? 'managerId' : leaf.fact));
  const matches = compileNode(node);
  const [fewest = null] = necessaryEqualities(node).sort((a, b) => a.values.length - b.values.length);
  return {
    text,
    node,
    facts: [...new Set(usesNow ? [...facts, 'now'] : facts)],
    usesNow,
    equalities: fewest,
    matches,
    nextChange: (about) => (usesNow ? findNextChange(node, matches, about) : null),
  };
}
