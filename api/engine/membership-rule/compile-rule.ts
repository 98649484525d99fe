import { type Comparison, parseRule, type RuleNode } from './parse-rule.ts';
import type { RuleFacts } from './rule-attributes.ts';

/** A rule ready to be asked many times. `text` is the rule as it was written. */
export interface MembershipRule {
  text: string;
  /** The facts that the answer rests on, without repeats. */
  facts: readonly string[];
  matches(facts: RuleFacts): boolean;
}

type Test = (facts: RuleFacts) => boolean;

/**
 * Compiles a membership rule.
 *
 * A missing value compares as Entra does it: `-eq null` holds, every other positive comparison does not, and every
 * negative one (`-ne`, `-notContains`, `-notIn` …) does.
 * @throws RuleError as `parseRule` does.
 */
export function compileRule(text: string): MembershipRule {
  const node = parseRule(text);
  return { text, facts: [...new Set(factsOf(node))], matches: compileNode(node) };
}

function factsOf(node: RuleNode): string[] {
  if (node.kind === 'compare') return [node.fact];
  return node.kind === 'not' ? factsOf(node.node) : node.nodes.flatMap(factsOf);
}

function compileNode(node: RuleNode): Test {
  switch (node.kind) {
    case 'and': {
      const tests = node.nodes.map(compileNode);
      return (facts) => tests.every((test) => test(facts));
    }
    case 'or': {
      const tests = node.nodes.map(compileNode);
      return (facts) => tests.some((test) => test(facts));
    }
    case 'not': {
      const inner = compileNode(node.node);
      return (facts) => !inner(facts);
    }
    case 'compare':
      return compileComparison(node.fact, node.comparison);
  }
}

function compileComparison(fact: string, comparison: Comparison): Test {
  if (comparison.operator === 'eq' || comparison.operator === 'ne') {
    const wanted = comparison.operator === 'eq';
    const { value } = comparison;
    return (facts) => (lower(facts[fact]) === value) === wanted;
  }
  const holds = textTest(comparison);
  const negative = comparison.operator.startsWith('not');
  return (facts) => {
    const actual = facts[fact];
    const positive = typeof actual === 'string' && holds(actual.toLowerCase());
    return positive !== negative;
  };
}

function textTest(
  comparison: Exclude<Comparison, { operator: 'eq' } | { operator: 'ne' }>,
): (actual: string) => boolean {
  switch (comparison.operator) {
    case 'startswith':
    case 'notstartswith':
      return (actual) => actual.startsWith(comparison.value);
    case 'contains':
    case 'notcontains':
      return (actual) => actual.includes(comparison.value);
    case 'match':
    case 'notmatch':
      return (actual) => comparison.value.test(actual);
    case 'in':
    case 'notin':
      return (actual) => comparison.value.has(actual);
  }
}

function lower(value: string | boolean | null | undefined): string | boolean | null {
  if (typeof value === 'string') return value.toLowerCase();
  return value ?? null;
}
