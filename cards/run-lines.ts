import type { Operation, OperationCounts, OperationKind, OperationResult } from '../models/plan.ts';
import type { Run } from '../models/run.ts';
import { releaseTexts } from '../models/texts/release-texts.ts';
import { escapeText } from './escape-text.ts';
import { type Reader, textsFor } from './reader.ts';

/** How many sentences a card shows before it only counts. */
const shownSentences = 10;

const shownReasons = 8;
const shownNames = 15;

/** Longer sentences are cut: a card has a size limit, the run itself has everything. */
const longestSentence = 280;
const longestLine = 120;

/** An operation with what became of it; null while that is not known. */
interface Entry {
  operation: Operation;
  result: OperationResult | null;
}

/** What would be done, and how much more there is. */
export function plannedLines(operations: readonly Operation[], total: number, reader: Reader): string[] {
  const lines = operations.slice(0, shownSentences).map((operation) => shorten(operation.sentence));
  return withRest(lines, total, reader);
}

/** What was done, and how much more there is; where something was not done, the line says so. */
export function doneLines(entries: readonly Entry[], total: number, reader: Reader): string[] {
  const lines = entries
    .slice(0, shownSentences)
    .map(({ operation, result }) => `${shorten(operation.sentence)}${describeResult(result, reader)}`);
  return withRest(lines, total, reader);
}

function describeResult(result: OperationResult | null, reader: Reader): string {
  const texts = textsFor(reader);
  if (result === null) return ` (${texts.notDoneYet})`;
  if (result.error?.code === 'held-back') return ` (${releaseTexts(reader.language).heldBack})`;
  if (result.kind === 'skipped') return ` (${texts.skipped})`;
  if (result.kind === 'failed') return ` (${texts.failed}: ${shortenLine(result.error?.text ?? texts.unknown)})`;
  return '';
}

function withRest(lines: string[], total: number, reader: Reader): string[] {
  const more = total - lines.length;
  return more > 0 ? [...lines, textsFor(reader).andMore(more)] : lines;
}

/** Why the verdict of a run is as it is. */
export function reasonLines(run: Run, reader: Reader): string[] {
  const reasons = run.verdict?.reasons ?? [];
  return withRest(reasons.slice(0, shownReasons).map(shorten), reasons.length, reader);
}

/** Names in a row, the first of them when there are many. */
export function nameList(names: readonly string[], reader: Reader): string {
  const shown = names.slice(0, shownNames).map(shortenLine);
  return names.length === 0 ? textsFor(reader).none : withRest(shown, names.length, reader).join(', ');
}

/** A sentence of somebody else, escaped, at the length a card has room for. */
export function shorten(text: string): string {
  return escapeText(text.length > longestSentence ? `${text.slice(0, longestSentence)}…` : text);
}

/** A name, a title or an error beside a sentence: escaped, short, on one line. */
export function shortenLine(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return escapeText(line.length > longestLine ? `${line.slice(0, longestLine)}…` : line);
}

/** Counts by kind in words, such as “Create accounts: 3”. */
export function countLines(counts: OperationCounts, reader: Reader): string[] {
  const { kinds } = textsFor(reader);
  return Object.entries(counts).map(([kind, count]) => `${kinds[kind as OperationKind]}: ${count}`);
}

/** How many operations a run has in all. */
export function countAll(counts: OperationCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
