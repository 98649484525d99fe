import type { Operation } from '../../../models/plan.ts';
import type { Judged } from './ask-patiently.ts';
import { explainJudgement } from './explain-judgement.ts';
import { leaveHireDate, mayRefuseHireDate, mixesHireDate } from './hire-date.ts';
import { endUnsupported, sendOperation } from './send-operation.ts';
import type { Ending, Writing } from './writing.ts';

/**
 * Writes the attributes that an update names. When Graph does not take the hire date with the rest, the rest goes
 * first; the operation is only done when the hire date went as well. Reports exactly one result.
 */
export async function updateAccount(operation: Operation, accountId: string, writing: Writing): Promise<void> {
  const isMixed = mixesHireDate(operation);
  if (isMixed && !writing.hireDate.isTakenAlong)
    return writing.end(operation, await updateApart(operation, accountId, writing));
  const judged = await sendOperation(operation, { accountId }, writing);
  if (judged !== null && mayRefuseHireDate(operation, judged.judgement))
    return writing.end(operation, await updateApart(operation, accountId, writing));
  writing.end(operation, conclude(operation, judged, accountId));
}

async function updateApart(operation: Operation, accountId: string, writing: Writing): Promise<Ending> {
  const { employeeHireDate, ...rest } = operation.after ?? {};
  const others = { ...operation, after: rest };
  const first = conclude(others, await sendOperation(others, { accountId }, writing), accountId);
  if (first.kind === 'failed') return first;
  leaveHireDate(writing);
  const alone = { ...operation, after: { employeeHireDate } };
  return conclude(alone, await sendOperation(alone, { accountId }, writing), accountId);
}

function conclude(operation: Operation, judged: Judged | null, accountId: string): Ending {
  if (judged === null) return endUnsupported(operation, accountId);
  const { judgement } = judged;
  if (judgement.kind === 'done' || judgement.kind === 'already') return { kind: judgement.kind, accountId };
  return { kind: 'failed', accountId, error: explainJudgement(judgement) };
}
