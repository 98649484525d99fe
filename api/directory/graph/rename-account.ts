import type { Operation } from '../../../models/plan.ts';
import type { Judgement } from './classify-answer.ts';
import { readOrNull } from './explain-answer.ts';
import { explainJudgement, explainOurselves, type ResultError } from './explain-judgement.ts';
import { GraphUser } from './schema.ts';
import { endUnsupported, sendOperation } from './send-operation.ts';
import type { Ending, Writing } from './writing.ts';

/**
 * Gives an account another address. What it had stays as an alias where Entra keeps it; Graph cannot write aliases:
 * https://learn.microsoft.com/graph/api/resources/user#properties (proxyAddresses). When nobody can say whether the change
 * was made, the account is looked at. Reports exactly one result.
 */
export async function renameAccount(operation: Operation, accountId: string, writing: Writing): Promise<void> {
  const judged = await sendOperation(operation, { accountId }, writing);
  const ending =
    judged === null
      ? endUnsupported(operation, accountId)
      : await conclude(operation, { judgement: judged.judgement, accountId }, writing);
  writing.end(operation, ending);
}

async function conclude(
  operation: Operation,
  { judgement, accountId }: { judgement: Judgement; accountId: string },
  writing: Writing,
): Promise<Ending> {
  if (judgement.kind === 'done' || judgement.kind === 'already') return { kind: judgement.kind, accountId };
  if (judgement.kind === 'retry' && (await isRenamed(operation, accountId, writing)))
    return { kind: 'done', accountId };
  const isConflict = judgement.kind === 'failed' && judgement.reason === 'conflict';
  const error = isConflict ? explainConflict(operation, judgement.problem) : explainJudgement(judgement);
  return { kind: 'failed', accountId, error };
}

async function isRenamed({ after }: Operation, accountId: string, { reader }: Writing): Promise<boolean> {
  const url = `/users/${encodeURIComponent(accountId)}?$select=id,userPrincipalName,mailNickname,mail`;
  const answer = await readOrNull(reader.read(url, { doing: 'Looking at a renamed account', urgent: true }));
  const user = GraphUser.safeParse(answer?.body).data;
  if (answer?.status !== 200 || user === undefined) return false;
  const isAsWanted = (name: 'userPrincipalName' | 'mailNickname' | 'mail') =>
    typeof after?.[name] !== 'string' || user[name]?.toLowerCase() === after[name].toLowerCase();
  return isAsWanted('userPrincipalName') && isAsWanted('mailNickname') && isAsWanted('mail');
}

function explainConflict(
  { after }: Operation,
  problem: { conflictingIds: string[]; requestId: string | null },
): ResultError {
  const [holder] = problem.conflictingIds;
  const by = holder === undefined ? 'another object in Entra, in use or as an alias' : `the object ${holder}`;
  const text = `The new address ${String(after?.userPrincipalName)} is held by ${by}, so nothing was renamed.`;
  return { ...explainOurselves('ObjectConflict', text), requestId: problem.requestId };
}
