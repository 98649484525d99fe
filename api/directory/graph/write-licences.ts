import type { Operation } from '../../../models/plan.ts';
import { askPatiently } from './ask-patiently.ts';
import { explainJudgement } from './explain-judgement.ts';
import { endUnsupported } from './send-operation.ts';
import { toAssignLicences } from './to-access-requests.ts';
import type { Writing } from './writing.ts';

type Pack = readonly [Operation, ...Operation[]];

/**
 * Brings the direct licences of one account up to date, in one request. When Graph refuses it as a whole, each goes alone, removals
 * first, so that one that cannot be had does not keep back the others. Reports one result for each operation.
 */
export async function writeLicences(
  operations: readonly Operation[],
  accountId: string,
  writing: Writing,
): Promise<void> {
  const usable = operations.filter((operation) => operation.target.skuId !== undefined);
  for (const operation of operations)
    if (!usable.includes(operation)) writing.end(operation, endUnsupported(operation, accountId));
  const [first, ...others] = usable.toSorted((a, b) => Number(isRemoval(b)) - Number(isRemoval(a)));
  if (first !== undefined) await send([first, ...others], accountId, { writing, wasUnclear: false });
}

const isRemoval = ({ kind }: Operation): boolean => kind === 'remove-licence';

async function send(
  pack: Pack,
  accountId: string,
  { writing, wasUnclear }: { writing: Writing; wasUnclear: boolean },
): Promise<void> {
  const request = toAssignLicences(pack, accountId);
  if (request === null) throw new Error('A licence without an id');
  const judged = await askPatiently(request, pack, { writing, isRecent: writing.recentIds.has(accountId) });
  const { judgement } = judged;
  const unclear = wasUnclear || judged.wasUnclear;
  if (judgement.kind === 'done') {
    for (const operation of pack) writing.end(operation, { kind: 'done', accountId });
  } else if (pack.length > 1 && judgement.kind !== 'retry') {
    for (const operation of pack) await send([operation], accountId, { writing, wasUnclear: unclear });
  } else if (judgement.kind === 'already') {
    // It was not there; if one of our own attempts got lost on the way, that one did it.
    writing.end(pack[0], { kind: unclear ? 'done' : 'already', accountId });
  } else {
    const error = explainJudgement(judgement);
    for (const operation of pack) writing.end(operation, { kind: 'failed', accountId, error });
  }
}
