import { foldText } from './fold-text.ts';
import type { RuleFacts } from './rule-attributes.ts';
import type { Comparison, DateNode, EqualityComparison, ItemsNode, RuleNode } from './rule-node.ts';

/** Answers for what a condition is about: the facts of an account, or an item of a list (a text, a service plan). */
export type Test = (about: RuleFacts) => boolean;

type ValueTest = (value: unknown) => boolean;

/**
 * Compiles a parsed rule into a function. A missing value compares as Entra does it: `-eq null` holds, every other positive
 * comparison does not, and every negative one (`-ne`, `-notContains`, `-notIn` …) does.
 * @returns a function that throws a TypeError when it needs the fact `now` and there is none
 */
export function compileNode(node: RuleNode): Test {
  switch (node.kind) {
    case 'and':
      return compileSeries(node.nodes.map(compileNode), false);
    case 'or':
      return compileSeries(node.nodes.map(compileNode), true);
    case 'not': {
      const inner = compileNode(node.node);
      return (facts) => !inner(facts);
    }
    case 'compare':
      return compileCompare(node.fact, compileComparison(node.comparison));
    case 'date':
      return compileDate(node);
    case 'reports': {
      const holds = compileComparison({ operator: 'eq', value: node.managerId });
      return (facts) => holds(facts.managerId);
    }
    default:
      return compileItems(node);
  }
}

/** Goes on until one of the tests gives the answer that settles it. A plain loop: this is asked many times a second. */
function compileSeries(tests: readonly Test[], settles: boolean): Test {
  return (facts) => {
    for (const test of tests) if (test(facts) === settles) return settles;
    return !settles;
  };
}

function compileCompare(fact: string, holds: ValueTest): Test {
  if (fact === '_') return holds;
  return (facts) => holds(facts[fact]);
}

/** The items are handed to the inner test in place of the facts. */
function compileItems({ kind, fact, node }: ItemsNode): Test {
  const inner = compileNode(node);
  const settles = kind === 'any';
  return (facts) => {
    const items = facts[fact];
    if (Array.isArray(items)) {
      for (const item of items) if (inner(item) === settles) return settles;
    }
    return !settles;
  };
}

/** Compiles a comparison to a test of one value. */
function compileComparison(comparison: Comparison): ValueTest {
  if (isEquality(comparison)) return compileEquality(comparison.value, comparison.operator === 'eq');
  const holds = compileFolded(comparison);
  const negative = comparison.operator.startsWith('not');
  return (value) => (typeof value === 'string' && holds(foldText(value))) !== negative;
}

export const isEquality = (comparison: Comparison): comparison is EqualityComparison =>
  comparison.operator === 'eq' || comparison.operator === 'ne';

/** Length first, so that most texts need not be folded. */
function compileEquality(wanted: string | boolean | null, answer: boolean): ValueTest {
  if (typeof wanted !== 'string') return (value) => ((value ?? null) === wanted) === answer;
  const { length } = wanted;
  return (value) =>
    (value === wanted || (typeof value === 'string' && value.length === length && foldText(value) === wanted)) ===
    answer;
}

/** The positive side of a comparison, of text that is folded already. */
export function compileFolded(comparison: Exclude<Comparison, EqualityComparison>): (folded: string) => boolean {
  switch (comparison.operator) {
    case 'startswith':
    case 'notstartswith':
      return (folded) => folded.startsWith(comparison.value);
    case 'endswith':
    case 'notendswith':
      return (folded) => folded.endsWith(comparison.value);
    case 'contains':
    case 'notcontains':
      return (folded) => folded.includes(comparison.value);
    case 'match':
    case 'notmatch':
      return (folded) => comparison.value.test(folded);
    default:
      return (folded) => comparison.value.has(folded);
  }
}

function compileDate(node: DateNode): Test {
  return (facts) => {
    const at = instantOf(facts[node.fact]);
    if (at === null) return node.operator === 'ne';
    const wanted = node.fromNow ? nowOf(facts) + node.value : node.value;
    switch (node.operator) {
      case 'le':
        return at <= wanted;
      case 'ge':
        return at >= wanted;
      case 'eq':
        return at === wanted;
      default:
        return at !== wanted;
    }
  };
}

/** The moment of the question. The engine has no clock: whoever asks says when. */
export function nowOf(facts: RuleFacts): number {
  if (typeof facts.now === 'number') return facts.now;
  throw new TypeError('a rule with system.now needs the fact now, in epoch milliseconds');
}

/** Epoch milliseconds of a date among the facts; null when there is none. A date without a zone is one in UTC, as Graph keeps it. */
export function instantOf(value: RuleFacts[string]): number | null {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return null;
  const at = Date.parse(value.length > 10 && !/[Z+]|-\d\d:?\d\d$/i.test(value) ? `${value}Z` : value);
  return Number.isNaN(at) ? null : at;
}
