import { operatorNames } from './read-tokens.ts';
import type { Comparison, LeafNode, RuleNode } from './rule-node.ts';

/**
 * Prints a parsed rule as text that parses to the same rule: names and operators as Microsoft writes them, text in lower case.
 */
export function printRule(node: RuleNode): string {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.nodes.map(printInside).join(` -${node.kind} `);
    case 'not':
      return `-not ${printInside(node.node)}`;
    default:
      return printLeaf(node);
  }
}

function printInside(node: RuleNode): string {
  return node.kind === 'and' || node.kind === 'or' || node.kind === 'not' ? `(${printRule(node)})` : printRule(node);
}

function printLeaf(leaf: LeafNode): string {
  switch (leaf.kind) {
    case 'reports':
      return `Direct Reports for "${leaf.managerId}"`;
    case 'any':
    case 'all':
      return `user.${leaf.name} -${leaf.kind} (${printRule(leaf.node)})`;
    case 'date':
      return `user.${leaf.name} -${leaf.operator} ${printMoment(leaf.value, leaf.fromNow)}`;
    default: {
      const isItem = leaf.name === '_' || leaf.name.startsWith('assignedPlan.');
      return `${isItem ? '' : 'user.'}${leaf.name} ${printComparison(leaf.comparison)}`;
    }
  }
}

function printMoment(value: number, fromNow: boolean): string {
  if (!fromNow) return new Date(value).toISOString();
  if (value === 0) return 'system.now';
  const seconds = Math.abs(value) / 1000;
  return `system.now ${value < 0 ? '-minus' : '-plus'} p${Math.floor(seconds / 86_400)}dt${seconds % 86_400}s`;
}

function printComparison(comparison: Comparison): string {
  const { operator, value } = comparison;
  return `${operatorNames.get(operator)} ${printValue(value)}`;
}

function printValue(value: Comparison['value']): string {
  if (typeof value === 'string') return printText(value);
  if (value instanceof Set) return `[${[...value].map(printText).join(', ')}]`;
  return typeof value === 'object' && value !== null ? printText((value as { source: string }).source) : String(value);
}

const printText = (text: string): string => `"${text.replace(/[`"]/g, '`$&').replaceAll("'", "''")}"`;
