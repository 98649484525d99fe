import { instantOf, nowOf, type Test } from './compile-node.ts';
import type { RuleFacts } from './rule-attributes.ts';
import { leavesOf, type RuleNode } from './rule-node.ts';

/**
 * The next moment after `facts.now` at which the answer of a rule becomes another by itself, in epoch milliseconds; null when it
 * never does. Only the moments at which a comparison with `system.now` turns are looked at: between them the answer stays.
 */
export function findNextChange(node: RuleNode, matches: Test, facts: RuleFacts): number | null {
  const now = nowOf(facts);
  const answer = matches(facts);
  const turns = leavesOf(node).flatMap((leaf) => {
    if (leaf.kind !== 'date' || !leaf.fromNow) return [];
    const at = instantOf(facts[leaf.fact]);
    // -le turns at the moment itself, -ge one millisecond later, and -eq and -ne at both.
    return at === null ? [] : [at - leaf.value, at - leaf.value + 1];
  });
  const later = turns.filter((turn) => turn > now).sort((a, b) => a - b);
  return later.find((turn) => matches({ ...facts, now: turn }) !== answer) ?? null;
}
