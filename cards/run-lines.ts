import type { Operation, OperationCounts, OperationKind, OperationResult } from '../models/plan.ts';
import { escapeText } from './escape-text.ts';
import { type Reader, textsFor } from './reader.ts';

/** How many sentences a card shows before it only counts. */
export const shownSentences = 10;

/** Longer sentences are cut: a card has a size limit, the run itself has everything. */
const longestSentence = 300;

/** Sentences of operations for a card, the first of them with what became of it, and how many more there are. */
export function sentenceLines(
  entries: readonly { operation: Operation; result: OperationResult | null }[],
  total: number,
  reader: Reader,
): string[] {
  const texts = textsFor(reader);
  const lines = entries.slice(0, shownSentences).map(({ operation, result }) => {
    const sentence = shorten(operation.sentence);
    return result?.error ? `${sentence} ${texts.failed}: ${shorten(result.error.text)}` : sentence;
  });
  const more = total - lines.length;
  return more > 0 ? [...lines, texts.andMore(more)] : lines;
}

export function shorten(text: string): string {
  return escapeText(text.length > longestSentence ? `${text.slice(0, longestSentence)}…` : text);
}

/** Counts by kind in words, such as “accounts made: 3”. */
export function countLines(counts: OperationCounts, reader: Reader): string[] {
  const { kinds } = textsFor(reader);
  return Object.entries(counts).map(([kind, count]) => `${kinds[kind as OperationKind]}: ${count}`);
}

/** How many operations a run has in all. */
export function countAll(counts: OperationCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
