import { type Operation, personOf } from '../../../models/plan.ts';
import type { Outcome } from '../../outbound/retry.ts';
import { classifyAnswer, type Judgement } from './classify-answer.ts';
import { createPassword } from './create-password.ts';
import { refuseAnswer } from './explain-answer.ts';
import { explainJudgement, explainOurselves } from './explain-judgement.ts';
import { findAgain, type Holder } from './find-again.ts';
import type { GraphAnswer } from './graph-request.ts';
import { leaveHireDate, mayRefuseHireDate } from './hire-date.ts';
import { GraphLink } from './schema.ts';
import { sendOperation } from './send-operation.ts';
import { toCreateAccount } from './to-requests.ts';
import type { Ending, Writing } from './writing.ts';

/** How often a refusal that may come from slow replication is believed to be one. */
const INVALID_ATTEMPTS = 3;

/** How often an account that is not to be found after an unclear create is made again. */
const UNCLEAR_ATTEMPTS = 6;

type Attempt = Ending & { answer: GraphAnswer; judgement: Judgement };

/**
 * Makes an account, once. A create that is not clearly done or refused is never sent again before somebody has looked:
 * the account may be there. Ends with `already` when an earlier run had made it.
 */
export async function createAccount(operation: Operation, writing: Writing): Promise<void> {
  const password = createPassword();
  let unclearTimes = 0;
  let hireDateApart = false;
  const ending = await writing.retry<Attempt>(async (number) => {
    hireDateApart ||= !writing.hireDate.isTakenAlong;
    const wish = hireDateApart ? withoutHireDate(operation) : operation;
    const answer = await writing.batcher.ask(toCreateAccount(wish, password), { operations: [operation] });
    const judgement = classifyAnswer('create-account', answer);
    if (judgement.kind === 'look-up' && judgement.because === 'unclear') unclearTimes += 1;
    const outcome = await weigh({ operation, answer, judgement, unclearTimes, number }, writing);
    if (outcome.kind === 'again' || hireDateApart || !mayRefuseHireDate(wish, judgement)) return outcome;
    hireDateApart = true;
    return { kind: 'again', value: outcome.value, afterMs: 0 };
  }, writing.limits.patience);
  if (ending.judgement.kind === 'locked-out') throw refuseAnswer('Making an account', ending.answer);

  const { kind, accountId, error } = ending;
  if (accountId !== null) {
    writing.accountIds.set(personOf(operation), accountId);
    writing.recentIds.add(accountId);
  } else writing.failedPeople.set(personOf(operation), error?.text ?? '');
  writing.end(operation, { kind, accountId, ...(error === undefined ? {} : { error }) });
  if (kind === 'done' && accountId !== null && hireDateApart) await setHireDate(operation, accountId, writing);
}

interface Weighing {
  operation: Operation;
  answer: GraphAnswer;
  judgement: Judgement;
  /** How many attempts, this one included, may have made the account without our knowing. */
  unclearTimes: number;
  number: number;
}

async function weigh(weighing: Weighing, writing: Writing): Promise<Outcome<Attempt>> {
  const { operation, answer, judgement, number } = weighing;
  const ended = (ending: Ending): Attempt => ({ ...ending, answer, judgement });
  if (judgement.kind === 'done') {
    const made = GraphLink.safeParse(answer.body);
    if (made.success) return { kind: 'final', value: ended({ kind: 'done', accountId: made.data.id }) };
  }
  if (judgement.kind === 'done' || judgement.kind === 'look-up') {
    const holder = await findAgain(
      operation,
      writing,
      judgement.kind === 'look-up' ? judgement.problem.conflictingIds : [],
    );
    return weighHolder(holder, weighing);
  }
  if (judgement.kind === 'already') throw new Error('A create is never there already');
  const value = ended({ kind: 'failed', accountId: null, error: explainJudgement(judgement) });
  if (judgement.kind === 'retry') return { kind: 'again', value, afterMs: judgement.afterMs };
  if (judgement.kind === 'locked-out' && number === 1) return { kind: 'again', value };
  if (judgement.kind === 'gone' && number < INVALID_ATTEMPTS) return { kind: 'again', value };
  return { kind: 'final', value };
}

function weighHolder(holder: Holder, weighing: Weighing): Outcome<Attempt> {
  const { answer, judgement, unclearTimes } = weighing;
  if (holder.kind === 'ours') {
    const kind = judgement.kind === 'done' || unclearTimes > 0 ? 'done' : 'already';
    return { kind: 'final', value: { kind, accountId: holder.accountId, answer, judgement } };
  }
  if (holder.kind === 'other') {
    const text = `The address is taken by ${holder.userPrincipalName} (${holder.accountId}), which is not the account of this person.`;
    const error = explainOurselves('ObjectConflict', text);
    return { kind: 'final', value: { kind: 'failed', accountId: null, error, answer, judgement } };
  }
  const error =
    judgement.kind === 'look-up'
      ? explainJudgement(judgement)
      : explainOurselves('unclear', 'Entra made the account without saying which, and it cannot be found.');
  const value: Attempt = { kind: 'failed', accountId: null, error, answer, judgement };
  const mayBeMadeAgain =
    judgement.kind === 'look-up' && judgement.because === 'unclear' && unclearTimes < UNCLEAR_ATTEMPTS;
  return mayBeMadeAgain ? { kind: 'again', value } : { kind: 'final', value };
}

function withoutHireDate(operation: Operation): Operation {
  const { employeeHireDate: _, ...after } = operation.after ?? {};
  return { ...operation, after };
}

/** The joiner is there already; a hire date that is refused on its own as well must not change that. */
async function setHireDate(operation: Operation, accountId: string, writing: Writing): Promise<void> {
  leaveHireDate(writing);
  const employeeHireDate = operation.after?.employeeHireDate;
  if (employeeHireDate === undefined || employeeHireDate === null) return;
  const alone: Operation = { ...operation, kind: 'update-account', after: { employeeHireDate } };
  const judged = await sendOperation(alone, { accountId }, writing);
  if (judged?.judgement.kind !== 'done')
    writing.logger.info({ accountId, operationId: operation.id }, 'Entra did not take a hire date');
}
