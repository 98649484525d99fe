import type { Operation } from '../../../models/plan.ts';
import { classifyAnswer, type Judgement } from './classify-answer.ts';
import { refuseAnswer, refuseSilence } from './explain-answer.ts';
import type { GraphAnswer, GraphRequest } from './graph-request.ts';
import type { Writing } from './writing.ts';

/** An answer with what it means. */
export interface Judged {
  judgement: Judgement;
  answer: GraphAnswer;
  /** Whether an earlier attempt may have been carried out without our knowing. */
  wasUnclear: boolean;
}

/**
 * How often something that should be there is asked for again. What was just made may take minutes to be known
 * everywhere.
 */
const GONE_ATTEMPTS = 3;

/**
 * Sends a request that may be repeated, as often as patience allows, and hands back the last answer with its meaning.
 * `operations` are those it carries out, all of one kind. Throws InstroomError when there is no connection or our
 * credentials are refused.
 */
export async function askPatiently(
  request: GraphRequest,
  operations: readonly [Operation, ...Operation[]],
  options: { writing: Writing; isRecent: boolean },
): Promise<Judged> {
  const { writing, isRecent } = options;
  let wasUnclear = false;
  let lockedOut = 0;
  const last = await writing.retry<Judged>(async (number) => {
    // Changes of one group wait for each other, so they must not wait for everything else as well.
    const urgent = operations[0].target.groupId !== undefined;
    const answer = await writing.batcher.ask(request, { operations, urgent });
    const judgement = classifyAnswer(operations[0].kind, answer);
    const value = { judgement, answer, wasUnclear };
    wasUnclear ||= answer.status === 0 || answer.status >= 500;
    if (judgement.kind === 'retry') return { kind: 'again', value, afterMs: judgement.afterMs };
    if (judgement.kind === 'gone' && (isRecent || number < GONE_ATTEMPTS)) return { kind: 'again', value };
    // A token may run out while a batch is under way; the next batch brings a new one.
    if (judgement.kind === 'locked-out' && lockedOut++ === 0) return { kind: 'again', value };
    return { kind: 'final', value };
  }, writing.limits.patience);
  if (last.answer.status === 0) throw refuseSilence(new URL(writing.connection.root).origin, last.answer.failure);
  if (last.judgement.kind === 'locked-out') throw refuseAnswer('Writing to Entra', last.answer);
  return last;
}
