import { compileFolded, isEquality } from './compile-node.ts';
import { printRule } from './print-rule.ts';
import type { CompareNode } from './rule-node.ts';

/** Answers with a small number for folded text. */
export type TextQuestion = (folded: string) => number;

/**
 * What comparisons ask of text besides equality, each once. Beginnings of one length are one question (which of them is it?), and
 * so are endings, so that a hundred rules on the domain of an address cost little more than one.
 */
export function createTextQuestions(compares: readonly CompareNode[]): TextQuestion[] {
  const [beginnings, endings] = [new Map<number, Map<string, number>>(), new Map<number, Map<string, number>>()];
  const others = new Map<string, TextQuestion>();
  for (const compare of compares) {
    const { comparison } = compare;
    if (isEquality(comparison) || comparison.operator === 'in' || comparison.operator === 'notin') continue;
    if (comparison.operator === 'startswith' || comparison.operator === 'notstartswith') {
      number(beginnings, comparison.value);
    } else if (comparison.operator === 'endswith' || comparison.operator === 'notendswith') {
      number(endings, comparison.value);
    } else {
      const holds = compileFolded(comparison);
      others.set(printRule(compare), (folded) => (holds(folded) ? 1 : 0));
    }
  }
  return [
    ...[...beginnings].map(
      ([length, numbers]): TextQuestion =>
        (folded) =>
          numbers.get(folded.slice(0, length)) ?? 0,
    ),
    ...[...endings].map(
      ([length, numbers]): TextQuestion =>
        (folded) =>
          // Shorter text gives itself, which has another length and so no number.
          numbers.get(folded.slice(Math.max(folded.length - length, 0))) ?? 0,
    ),
    ...others.values(),
  ];
}

function number(byLength: Map<number, Map<string, number>>, value: string): void {
  const numbers = byLength.get(value.length) ?? new Map<string, number>();
  byLength.set(value.length, numbers);
  if (!numbers.has(value)) numbers.set(value, numbers.size + 1);
}
