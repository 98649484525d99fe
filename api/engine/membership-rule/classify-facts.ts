import { compileNode } from './compile-node.ts';
import { createTextQuestions } from './create-text-questions.ts';
import { foldText } from './fold-text.ts';
import { printRule } from './print-rule.ts';
import type { RuleFacts } from './rule-attributes.ts';
import type { CompareNode, LeafNode } from './rule-node.ts';
import { createTrail, followTrail, type Trail } from './trail.ts';

/** A small number for what is known of an account; the same number means that rules cannot tell two accounts apart by it. */
export type Classifier = (facts: RuleFacts) => number;

/** What a comparison rests on: a fact that it shares with others, or, for dates and lists, only itself. */
export function subjectOf(leaf: LeafNode): string {
  return asCompare(leaf)?.fact ?? printRule(leaf);
}

/**
 * Classifiers for everything that these comparisons look at, by what `subjectOf` says. A value belongs with all values that every
 * comparison answers alike, so that a fact that is different for everybody (an address, an employee number) still has a handful of
 * classes.
 */
export function createClassifiers(leaves: readonly LeafNode[]): ReadonlyMap<string, Classifier> {
  const bySubject = new Map<string, LeafNode[]>();
  for (const leaf of leaves) {
    const subject = subjectOf(leaf);
    const known = bySubject.get(subject);
    if (known === undefined) bySubject.set(subject, [leaf]);
    else known.push(leaf);
  }
  return new Map([...bySubject].map(([subject, alike]) => [subject, createClassifier(alike)]));
}

function createClassifier(alike: readonly LeafNode[]): Classifier {
  const compares = alike.flatMap((leaf) => asCompare(leaf) ?? []);
  const [first] = compares;
  if (first !== undefined) return createFactClassifier(first.fact, compares);
  const test = compileNode(alike[0] as LeafNode);
  return (facts) => (test(facts) ? 1 : 0);
}

/** Direct reports are people whose managerId is one id; dates and lists are asked anew each time. */
function asCompare(leaf: LeafNode): CompareNode | null {
  if (leaf.kind === 'compare') return leaf;
  if (leaf.kind !== 'reports') return null;
  const { at, end, managerId: value } = leaf;
  return { kind: 'compare', name: 'manager', fact: 'managerId', comparison: { operator: 'eq', value }, at, end };
}

/** A fact with more values than this is not worth remembering by value. */
const mostValues = 4_000;

function createFactClassifier(fact: string, compares: readonly CompareNode[]): Classifier {
  const classOf = createValueClassifier(compares);
  let known: Map<unknown, number> | null = new Map();
  return (facts) => {
    const value = facts[fact];
    if (known === null) return classOf(value);
    const before = known.get(value);
    if (before !== undefined) return before;
    const found = classOf(value);
    known.set(value, found);
    if (known.size >= mostValues) known = null;
    return found;
  };
}

/** Values that rules name have a class each; every other question divides the classes further. */
function createValueClassifier(compares: readonly CompareNode[]): (value: unknown) => number {
  const named = new Map<unknown, Trail<number>>(compares.flatMap(namedValues).map((value) => [value, createTrail()]));
  const [missing, unnamed] = [createTrail<number>(), createTrail<number>()];
  const questions = createTextQuestions(compares);
  let classes = 0;
  return (value) => {
    const key = typeof value === 'string' ? foldText(value) : (value ?? null);
    let trail = key === null ? missing : (named.get(key) ?? unnamed);
    if (typeof key === 'string') for (const question of questions) trail = followTrail(trail, question(key));
    trail.found ??= classes++;
    return trail.found;
  };
}

/** The values that an equality tells from all others; missing is always told apart. */
function namedValues({ comparison }: CompareNode): unknown[] {
  switch (comparison.operator) {
    case 'eq':
    case 'ne':
      return [comparison.value];
    case 'in':
    case 'notin':
      return [...comparison.value];
    default:
      return [];
  }
}
