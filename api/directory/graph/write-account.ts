import { type Operation, personOf } from '../../../models/plan.ts';
import type { Judged } from './ask-patiently.ts';
import { readOrNull } from './explain-answer.ts';
import { explainJudgement, explainOurselves } from './explain-judgement.ts';
import { endUnsupported, sendOperation } from './send-operation.ts';
import type { Ending, Writing } from './writing.ts';

/**
 * Carries out one operation on one account that exists, or on its manager link. All of these may be repeated without
 * harm. Reports exactly one result; throws InstroomError only when nothing more can be done at all.
 */
export async function writeAccount(operation: Operation, accountId: string, writing: Writing): Promise<void> {
  const managerId = operation.kind === 'set-manager' ? findManagerId(operation, writing) : null;
  if (operation.kind === 'set-manager' && managerId === null) {
    const error = explainOurselves('no-manager', whyNoManager(operation, writing));
    return writing.end(operation, { kind: 'skipped', accountId, error });
  }
  const judged = await sendOperation(operation, { accountId, managerId }, writing);
  const ending =
    judged === null
      ? endUnsupported(operation, accountId)
      : await conclude(operation, { ...judged, accountId }, writing);
  if (operation.kind === 'restore-account') noteRestored(operation, ending, writing);
  writing.end(operation, ending);
}

async function conclude(
  operation: Operation,
  { judgement, accountId, wasUnclear }: Judged & { accountId: string },
  writing: Writing,
): Promise<Ending> {
  if (judgement.kind === 'done') return { kind: 'done', accountId };
  // It is as it should be; if one of our own attempts got lost on the way, that one did it.
  if (judgement.kind === 'already') return { kind: wasUnclear ? 'done' : 'already', accountId };
  if (operation.kind === 'restore-account' && judgement.kind === 'gone' && (await isThere(accountId, writing)))
    return { kind: wasUnclear ? 'done' : 'already', accountId };
  return { kind: 'failed', accountId, error: explainJudgement(judgement) };
}

/** An account that is not in the recycle bin any more may be back among the living. */
async function isThere(accountId: string, { reader }: Writing): Promise<boolean> {
  const url = `/users/${encodeURIComponent(accountId)}?$select=id`;
  const answer = await readOrNull(reader.read(url, { doing: 'Looking for a restored account', urgent: true }));
  return answer?.status === 200;
}

function noteRestored(operation: Operation, { kind, accountId, error }: Ending, writing: Writing): void {
  if (kind === 'failed') writing.failedPeople.set(personOf(operation), error?.text ?? '');
  else if (accountId !== null) {
    writing.accountIds.set(personOf(operation), accountId);
    writing.recentIds.add(accountId);
  }
}

function findManagerId({ after }: Operation, writing: Writing): string | null {
  if (typeof after?.managerAccountId === 'string') return after.managerAccountId;
  return writing.accountIds.get(String(after?.managerPersonKey)) ?? null;
}

function whyNoManager({ after }: Operation, writing: Writing): string {
  const reason = writing.failedPeople.get(String(after?.managerPersonKey));
  return reason === undefined
    ? 'The manager has no account yet.'
    : `The account of the manager could not be made: ${reason}`;
}
