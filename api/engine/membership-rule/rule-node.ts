import type { Pattern } from './translate-pattern.ts';

/** Where a part stands in the rule text: offsets of its first character and of the one after its last. */
export interface Place {
  at: number;
  end: number;
}

/** One comparison of a value with what the rule says. Text is kept lower-cased: Entra compares without regard to case. */
export type Comparison =
  | EqualityComparison
  | { operator: TextOperator; value: string }
  | { operator: 'match' | 'notmatch'; value: Pattern }
  | { operator: 'in' | 'notin'; value: ReadonlySet<string> };

export interface EqualityComparison {
  operator: 'eq' | 'ne';
  value: string | boolean | null;
}

export type TextOperator = 'startswith' | 'notstartswith' | 'endswith' | 'notendswith' | 'contains' | 'notcontains';

/** A comparison of an attribute; inside `any` and `all` of an item (`_`, fact `_`) or of a part of it. */
export interface CompareNode extends Place {
  kind: 'compare';
  name: string;
  fact: string;
  comparison: Comparison;
}

/** A comparison with a moment: `value` is epoch milliseconds, or with `fromNow` milliseconds after the moment of the question. */
export interface DateNode extends Place {
  kind: 'date';
  name: string;
  fact: string;
  operator: 'eq' | 'ne' | 'le' | 'ge';
  value: number;
  fromNow: boolean;
}

/** A condition on the items of a list. */
export interface ItemsNode extends Place {
  kind: 'any' | 'all';
  name: string;
  fact: string;
  node: RuleNode;
}

/** Direct reports of one manager. `managerId` is lower-cased. */
export interface ReportsNode extends Place {
  kind: 'reports';
  managerId: string;
}

export type LeafNode = CompareNode | DateNode | ItemsNode | ReportsNode;

export interface SeriesNode extends Place {
  kind: 'and' | 'or';
  nodes: readonly RuleNode[];
}

export interface NotNode extends Place {
  kind: 'not';
  node: RuleNode;
}

export type RuleNode = SeriesNode | NotNode | LeafNode;

/** Every comparison of a rule from left to right; a condition on the items of a list counts as one. */
export function leavesOf(node: RuleNode): LeafNode[] {
  if ('nodes' in node) return node.nodes.flatMap(leavesOf);
  return node.kind === 'not' ? leavesOf(node.node) : [node];
}
