import type { LeafNode, RuleNode } from './rule-node.ts';

/** The fact, lower-cased, is one of the values. */
export interface Equality {
  fact: string;
  values: readonly string[];
}

/**
 * Conditions that each must hold for a rule to hold, so that an index can pass over the rule for everybody else. Of `-and` those of
 * every part; of `-or` the facts that every part ties down, with all their values.
 */
export function necessaryEqualities(node: RuleNode): Equality[] {
  switch (node.kind) {
    case 'and':
      return node.nodes.flatMap(necessaryEqualities);
    case 'or':
      return joinAlternatives(node.nodes.map(necessaryEqualities));
    case 'not':
      return [];
    default:
      return equalityOf(node);
  }
}

function equalityOf(leaf: LeafNode): Equality[] {
  if (leaf.kind === 'reports') return [{ fact: 'managerId', values: [leaf.managerId] }];
  if (leaf.kind !== 'compare') return [];
  const { operator, value } = leaf.comparison;
  if (operator === 'in') return [{ fact: leaf.fact, values: [...value] }];
  return operator === 'eq' && typeof value === 'string' ? [{ fact: leaf.fact, values: [value] }] : [];
}

function joinAlternatives(parts: readonly Equality[][]): Equality[] {
  const facts = new Set(parts.flatMap((part) => part.map(({ fact }) => fact)));
  return [...facts].flatMap((fact) => {
    const ties = parts.flatMap((part) => part.find((other) => other.fact === fact) ?? []);
    return ties.length < parts.length ? [] : [{ fact, values: [...new Set(ties.flatMap(({ values }) => values))] }];
  });
}
