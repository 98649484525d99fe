import { compileNode } from './compile-node.ts';
import type { MembershipRule } from './compile-rule.ts';
import type { RuleFacts } from './rule-attributes.ts';
import type { LeafNode, RuleNode } from './rule-node.ts';

/** The answer of a rule, and the smallest parts of its text that settle it, with the values they looked at. */
export interface RuleExplanation {
  result: boolean;
  decidedBy: string;
}

/**
 * Explains the answer of a rule: of an `-and` that fails one part that fails, of an `-or` that holds one part that holds, and else
 * all parts.
 * @throws TypeError as `rule.matches` does
 */
export function explainRule(rule: MembershipRule, facts: RuleFacts): RuleExplanation {
  const decided = decide(rule.node, facts);
  const shown = decided.parts.map(
    ({ node, leaf }) => `${rule.text.slice(node.at, node.end)} (${describeLeaf(leaf, facts)})`,
  );
  return { result: decided.result, decidedBy: [...new Set(shown)].join('; ') };
}

/** `node` is the leaf, or the `-not` right around it. */
interface Part {
  node: RuleNode;
  leaf: LeafNode;
}

interface Decided {
  result: boolean;
  parts: readonly Part[];
}

function decide(node: RuleNode, facts: RuleFacts): Decided {
  switch (node.kind) {
    case 'and':
      return decideSeries(node.nodes, false, facts);
    case 'or':
      return decideSeries(node.nodes, true, facts);
    case 'not': {
      const { result, parts } = decide(node.node, facts);
      const isLeaf = parts.length === 1 && parts[0]?.node === node.node;
      return { result: !result, parts: isLeaf ? parts.map((part) => ({ ...part, node })) : parts };
    }
    default:
      return { result: compileNode(node)(facts), parts: [{ node, leaf: node }] };
  }
}

/** One part settles a series when it gives the answer `settles`; of several the one that says least. */
function decideSeries(nodes: readonly RuleNode[], settles: boolean, facts: RuleFacts): Decided {
  const decided = nodes.map((node) => decide(node, facts));
  const settling = decided.filter(({ result }) => result === settles);
  const [shortest] = settling.sort((a, b) => a.parts.length - b.parts.length);
  return shortest ?? { result: !settles, parts: decided.flatMap(({ parts }) => parts) };
}

function describeLeaf(leaf: LeafNode, facts: RuleFacts): string {
  if (leaf.kind === 'reports') return `manager is ${showValue(facts.managerId)}`;
  const value = `${leaf.name} is ${showValue(facts[leaf.fact])}`;
  if (leaf.kind !== 'date' || !leaf.fromNow) return value;
  return `${value}, now is ${new Date(Number(facts.now)).toISOString()}`;
}

/** Lists are cut after three, because an account may have hundreds of plans. */
function showValue(value: RuleFacts[string]): string {
  if (value === null || value === undefined) return 'empty';
  if (!Array.isArray(value)) return typeof value === 'string' ? `"${value}"` : String(value);
  const items: readonly unknown[] = value;
  const shown = items.slice(0, 3).map((item) => JSON.stringify(item));
  return `[${shown.join(', ')}${items.length > 3 ? `, and ${items.length - 3} more` : ''}]`;
}
