import type { DriftFinding } from '../../models/ledger.ts';
import type { Operation } from '../../models/plan.ts';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import { type DraftedPlan, judgePlan, type SketchedPlan, sketchPlan } from './make-plan.ts';
import type { ReadWorld } from './read-world.ts';
import type { SyncParts } from './sync-parts.ts';

/**
 * The plan that follows from what was read, judged against the limits; where it puts back what somebody changed by hand since the reading
 * before, Entra is asked who that was. Nothing waits for an answer that Entra does not give.
 */
export async function draftWithAuthors(
  { world, policy, now }: { world: ReadWorld; policy: CompiledPolicy; now: string },
  { directory }: Pick<SyncParts, 'directory'>,
): Promise<DraftedPlan> {
  const sketched = await sketchPlan(world, policy, now);
  const findings = await nameAuthors(sketched, world, directory);
  return judgePlan({ ...sketched, drift: { ...sketched.drift, findings } }, world, policy);
}

async function nameAuthors(
  { planned, drift }: SketchedPlan,
  { ledger, previous }: ReadWorld,
  directory: SyncParts['directory'],
): Promise<DriftFinding[]> {
  const known = new Set(ledger.findings.map(({ operationId }) => operationId));
  const fresh = drift.findings.filter(({ operationId }) => !known.has(operationId));
  if (fresh.length === 0 || previous === null || directory.findAuthors === undefined) return drift.findings;
  const operations = new Map(planned.operations.map((operation) => [operation.id, operation]));
  const asks = fresh.map(({ operationId }) => askOf(operations.get(operationId), previous.readAt));
  const authors = await directory.findAuthors(asks);
  const authorOf = new Map(fresh.map(({ operationId }, index) => [operationId, authors[index] ?? null]));
  return drift.findings.map((finding) => ({ ...finding, ...authorOf.get(finding.operationId) }));
}

function askOf(operation: Operation | undefined, after: string) {
  return { accountId: operation?.target.accountId ?? null, groupId: operation?.target.groupId ?? null, after };
}
