import type { Operation } from '../../../models/plan.ts';
import { askPatiently, type Judged } from './ask-patiently.ts';
import { explainOurselves } from './explain-judgement.ts';
import { toRequest } from './to-requests.ts';
import type { Ending, Writing } from './writing.ts';

/**
 * Sends the one request of an operation on an account that exists, patiently; null when this version has no request for
 * it.
 */
export async function sendOperation(
  operation: Operation,
  ids: { accountId: string; managerId?: string | null },
  writing: Writing,
): Promise<Judged | null> {
  const { accountId, managerId = null } = ids;
  const request = toRequest(operation, { accountId, managerId, root: writing.connection.root });
  if (request === null) return null;
  const isRecent = [accountId, managerId].some((id) => id !== null && writing.recentIds.has(id));
  return askPatiently(request, [operation], { writing, isRecent });
}

/** How an operation ends that this version has no request for. */
export function endUnsupported({ kind }: Operation, accountId: string): Ending {
  const text = `This version cannot carry out ${kind} as it is planned.`;
  return { kind: 'failed', accountId, error: explainOurselves('not-supported', text) };
}
