import { z } from 'zod';
import type { Operation } from '../../../models/plan.ts';
import { askPatiently } from './ask-patiently.ts';
import { readOrNull } from './explain-answer.ts';
import { explainJudgement, explainOurselves } from './explain-judgement.ts';
import type { GraphRequest } from './graph-request.ts';
import { readList } from './read-list.ts';
import { PAGE_SIZE } from './schema.ts';
import { endUnsupported } from './send-operation.ts';
import { toAssignAppRole, toRemoveAppRole } from './to-access-requests.ts';
import type { Ending, Writing } from './writing.ts';

const Assignment = z.object({ id: z.string(), principalId: z.string(), resourceId: z.string(), appRoleId: z.string() });

/**
 * Gives one account a role in an app, or takes it. Graph refuses a second assignment of the same role, and one that is gone is gone, so
 * both may be repeated. Reports exactly one result.
 */
export async function writeAppRole(operation: Operation, accountId: string, writing: Writing): Promise<void> {
  const ending =
    operation.kind === 'assign-app-role'
      ? await assign(operation, accountId, writing)
      : await remove(operation, accountId, writing);
  if (ending.kind === 'failed') writing.failedRoles.add(roleKey(operation, accountId));
  writing.end(operation, ending);
}

/** Which account in which app an operation is about. */
export function roleKey({ target }: Operation, accountId: string): string {
  return `${accountId} ${target.appId}`;
}

async function assign(operation: Operation, accountId: string, writing: Writing): Promise<Ending> {
  const request = toAssignAppRole(operation, accountId);
  return request === null ? endUnsupported(operation, accountId) : send(operation, { request, accountId }, writing);
}

async function remove(operation: Operation, accountId: string, writing: Writing): Promise<Ending> {
  const { appId, appRoleId } = operation.target;
  if (appId === undefined || appRoleId === undefined) return endUnsupported(operation, accountId);
  const known = operation.before?.assignmentId;
  if (typeof known === 'string') return send(operation, { request: toRemoveAppRole(appId, known), accountId }, writing);
  const found = await findAssignment(operation, accountId, writing);
  if (found.kind === 'none') return { kind: 'already', accountId };
  if (found.kind === 'unknown') {
    const text = 'Entra does not say which assignment this is, so it cannot be taken away.';
    return { kind: 'failed', accountId, error: explainOurselves('unclear', text) };
  }
  return send(operation, { request: toRemoveAppRole(appId, found.id), accountId }, writing);
}

type Found = { kind: 'found'; id: string } | { kind: 'none' } | { kind: 'unknown' };

/** A plan that takes back what was given a moment ago does not know the id of the assignment. */
async function findAssignment({ target }: Operation, accountId: string, writing: Writing): Promise<Found> {
  const url = `/users/${encodeURIComponent(accountId)}/appRoleAssignments?$top=${PAGE_SIZE}`;
  const ask = { url, item: Assignment, doing: 'Looking for a role in an app', urgent: true };
  const assignments = await readOrNull(readList(ask, writing));
  if (assignments === null) return { kind: 'unknown' };
  const found = assignments.find(
    ({ principalId, resourceId, appRoleId }) =>
      principalId === accountId && resourceId === target.appId && appRoleId === target.appRoleId,
  );
  return found === undefined ? { kind: 'none' } : { kind: 'found', id: found.id };
}

async function send(
  operation: Operation,
  { request, accountId }: { request: GraphRequest; accountId: string },
  writing: Writing,
): Promise<Ending> {
  const isRecent = writing.recentIds.has(accountId);
  const { judgement, wasUnclear } = await askPatiently(request, [operation], { writing, isRecent });
  if (judgement.kind === 'done') return { kind: 'done', accountId };
  if (judgement.kind === 'already') return { kind: wasUnclear ? 'done' : 'already', accountId };
  return { kind: 'failed', accountId, error: explainJudgement(judgement) };
}
