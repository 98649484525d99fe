import type { DriftFinding } from '../../models/ledger.ts';
import type { Operation } from '../../models/plan.ts';
import type { DriftDesk, DriftOutcome } from '../../models/ports.ts';
import { driftTexts } from '../../models/texts/drift-texts.ts';
import { keepDrift } from '../engine/drift/keep-drift.ts';
import { ruleForDrift } from '../engine/drift/rule-for-drift.ts';
import { choosePutBack } from './choose-put-back.ts';
import { draftWithAuthors } from './draft-with-authors.ts';
import { readWorld } from './read-world.ts';
import type { SyncParts } from './sync-parts.ts';

/** What becomes of changes by hand when somebody has chosen from Teams: the same three choices as on the command line. */
export function createDriftDesk(parts: SyncParts): DriftDesk {
  return {
    find: async (findingId) => findOpen(findingId, parts),
    keep: (ask) => keepFor(ask, parts),
    putBack: async ({ findingId }) => {
      const finding = await findOpen(findingId, parts);
      if (finding === null) return gone;
      await choosePutBack(finding, parts);
      return { kind: 'done' };
    },
    rule: (findingId) => showRule(findingId, parts),
  };
}

async function findOpen(findingId: string, { stores, directory }: SyncParts): Promise<DriftFinding | null> {
  const { findings } = await stores.ledger.load(directory.identify().key);
  return findings.find(({ operationId }) => operationId === findingId) ?? null;
}

/** The finding was settled meanwhile. */
const gone = { kind: 'refused' as const, why: { kind: 'drift-gone' as const } };

/** What would put it back, from a fresh look at HR and Entra; null when there is nothing to put back any more. */
async function lookAfresh(findingId: string, parts: SyncParts) {
  const now = parts.clock.now().toISOString();
  const policy = await parts.loadPolicy();
  const world = await readWorld(parts, policy, { now });
  const { plan, heldDrift } = await draftWithAuthors({ world, policy, now }, parts);
  const operation = [...plan.operations, ...heldDrift].find(({ id }) => id === findingId) ?? null;
  return { operation, world, policy, now };
}

async function keepFor(ask: Parameters<DriftDesk['keep']>[0], parts: SyncParts): Promise<DriftOutcome> {
  const id = `kept-${ask.requestId}`;
  if ((await parts.stores.grants.find(id)) !== null) return { kind: 'done' };
  const { operation, now } = await lookAfresh(ask.findingId, parts);
  if (operation === null) return gone;
  const { days, reason, by } = ask;
  const kept = keepDrift(operation, { id, days, reason, by: by.name, now });
  if (kept.kind === 'refused') return kept;
  await record(operation, { id, reason, by, endsAt: kept.grant.endsAt, now }, parts);
  await parts.stores.grants.save({ ...kept.grant, approval: { by: by.name, at: now, requestId: ask.requestId } });
  return { kind: 'done' };
}

async function record(
  operation: Operation,
  kept: { id: string; reason: string; by: Parameters<DriftDesk['keep']>[0]['by']; endsAt: string | null; now: string },
  { stores }: SyncParts,
): Promise<void> {
  await stores.audit.append([
    {
      id: `drift-kept:${kept.id}`,
      at: kept.now,
      kind: 'drift-kept',
      actor: kept.by,
      runId: null,
      personKey: operation.personKey,
      operationId: operation.id,
      text: `Kept until ${kept.endsAt}: ${operation.sentence} ${kept.reason}`,
    },
  ]);
}

async function showRule(findingId: string, parts: SyncParts): ReturnType<DriftDesk['rule']> {
  const { operation, world, policy } = await lookAfresh(findingId, parts);
  if (operation === null) return gone;
  const texts = driftTexts(policy.policy.language);
  const account = world.directory.mirror.accounts.find(({ id }) => id === operation.target.accountId);
  if (account === undefined) return { kind: 'refused', why: { kind: 'no-rule', operation: operation.kind } };
  const made = ruleForDrift(operation, { policy: policy.policy, account, texts });
  return made.kind === 'none' ? { kind: 'refused', why: made.why } : { kind: 'rule', yaml: made.yaml.trimEnd() };
}
