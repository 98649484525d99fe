import type { DriftFinding, LedgerChanges } from '../../models/ledger.ts';
import type { Plan, Verdict } from '../../models/plan.ts';
import type { Run } from '../../models/run.ts';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import { runEvent, system } from './audit-run.ts';
import { decideUrgentExits } from './decide-urgent-exits.ts';
import { draftWithAuthors } from './draft-with-authors.ts';
import { loadFollowUp, settleFollowUp } from './express/follow-up.ts';
import { saveJoinedBy, whileLooking } from './look-mark.ts';
import type { DraftedPlan } from './make-plan.ts';
import { saveNextPlan } from './next-plan.ts';
import { keepWorld, type ReadWorld, readWorld } from './read-world.ts';
import { settleRun } from './settle-run.ts';
import type { SyncParts } from './sync-parts.ts';

/** A plan with the world it was made from. */
export interface PreparedRun extends DraftedPlan {
  policy: CompiledPolicy;
  world: ReadWorld;
}

/** Reads the world and plans, for one moment. Writes what was read to the stores, nothing of the plan, and nothing to Entra. */
export async function prepareRun(parts: SyncParts, now: string): Promise<PreparedRun> {
  const policy = await parts.loadPolicy();
  return whileLooking(parts, async () => {
    const world = await readWorld(parts, policy, { now });
    const drafted = await draftWithAuthors({ world, policy, now }, parts);
    const ledger = { ...drafted.ledger, findings: newFindings(drafted, world) };
    await keepFindings(ledger, parts);
    await keepWorld(parts, world);
    await saveJoinedBy(policy, parts);
    return { ...drafted, ledger, policy, world };
  });
}

/** What is written down already stays as it is there: somebody may have chosen what becomes of it while this plan was made. */
function newFindings({ ledger: { findings } }: DraftedPlan, { ledger }: ReadWorld): DriftFinding[] {
  const known = new Set(ledger.findings.map(({ operationId }) => operationId));
  return findings.filter(({ operationId }) => !known.has(operationId));
}

/** What was changed by hand shows only against the reading before, so it is written down before that is replaced. */
async function keepFindings({ findings, settledFindings }: LedgerChanges, parts: SyncParts): Promise<void> {
  if (findings.length + settledFindings.length === 0) return;
  const changes = { reservations: [], holdings: [], findings, settledFindings };
  await parts.stores.ledger.save(parts.directory.identify().key, changes);
}

/** Longer lists of notes are counted; the first of them are kept with the run. */
const keptNotes = 1000;

interface PlanOptions {
  askAgain?: boolean;
  hold?: boolean;
  isReleased?: (verdict: Verdict['kind']) => boolean;
  isPaused?: boolean;
}

/**
 * Plans a run and moves it on: to `applying`, `awaiting-approval`, `blocked`, `finished` (nothing to do), or `superseded` and
 * `rejected` when the very same plan is waiting already or was refused.
 * What the plan wants written down is written before the run leaves `planning`: an address is reserved before anybody can get it.
 * @param options.askAgain - ask for a decision even if the very same plan is waiting or was refused
 * @param options.hold - ask for a decision even if the plan could go out by itself
 * @param options.isReleased - whether whoever asked will release a plan with this verdict
 * @param options.isPaused - only urgent exits go; a run without any waits again
 * @returns the run in its new state, with what it was planned from
 */
export async function planRun(
  run: Run,
  parts: SyncParts,
  options: PlanOptions = {},
): Promise<{ run: Run; prepared: PreparedRun }> {
  const now = run.now ?? parts.clock.now().toISOString();
  await parts.stores.runs.change(run.id, ['waiting', 'planning'], {
    state: 'planning',
    startedAt: run.startedAt ?? parts.clock.now().toISOString(),
    now,
  });
  const followUp = await loadFollowUp(parts);
  const prepared = await prepareRun(parts, now);
  const { plan } = prepared;
  await settleFollowUp(followUp, parts);
  await parts.stores.ledger.save(parts.directory.identify().key, prepared.ledger);
  await parts.stores.runs.saveOperations(run.id, plan.operations);
  await saveNextPlan(prepared.nextPlanAt, parts);
  const isReleased = options.isReleased?.(plan.verdict.kind) === true;
  const at = parts.clock.now().toISOString();
  const decision = isReleased ? null : decideUrgentExits(prepared, at, options.isPaused);
  if (options.isPaused && decision === null) {
    const waiting = await parts.stores.runs.change(run.id, ['planning'], { state: 'waiting', now: null });
    return { run: waiting ?? (await mustFind(run.id, parts)), prepared };
  }
  const next: NextState = decision ? { state: 'applying', decision } : await nextState(run, { plan, options }, parts);
  await supersedeOlder({ id: run.id, keep: next.supersededBy ?? null }, parts);
  const planned = await parts.stores.runs.change(run.id, ['planning'], {
    plannedAt: parts.clock.now().toISOString(),
    policyVersion: plan.policyVersion,
    fingerprint: plan.fingerprint,
    verdict: plan.verdict,
    counts: plan.counts,
    notes: plan.notes.slice(0, keptNotes),
    noteCount: plan.notes.length,
    sources: prepared.world.sources,
    ...next,
  });
  const moved = planned ?? (await mustFind(run.id, parts));
  await parts.stores.audit.append([
    runEvent('run-planned', moved, { at: moved.plannedAt ?? now, actor: system, text: plan.verdict.reasons.join(' ') }),
  ]);
  if (decision !== null) {
    const fact = { at: decision.at, actor: decision.by, text: decision.reason ?? '' };
    await parts.stores.audit.append([runEvent('run-decided', moved, fact)]);
  }
  await settleRun(moved, parts);
  return { run: moved, prepared };
}

type NextState = Pick<Run, 'state'> & Partial<Pick<Run, 'supersededBy' | 'finishedAt' | 'decision'>>;

async function nextState(
  run: Run,
  planned: { plan: Plan; options: PlanOptions },
  parts: SyncParts,
): Promise<NextState> {
  const { plan, options } = planned;
  const finishedAt = parts.clock.now().toISOString();
  if (plan.verdict.kind === 'auto') {
    if (plan.operations.length === 0) return { state: 'finished', finishedAt };
    return { state: options.hold ? 'awaiting-approval' : 'applying' };
  }
  const same = options.askAgain
    ? null
    : await parts.stores.runs.findByFingerprint(plan.fingerprint, ['awaiting-approval', 'blocked', 'rejected']);
  if (same !== null && same.id !== run.id && same.verdict?.kind === plan.verdict.kind) {
    return { state: same.state === 'rejected' ? 'rejected' : 'superseded', supersededBy: same.id, finishedAt };
  }
  return { state: plan.verdict.kind === 'blocked' ? 'blocked' : 'awaiting-approval' };
}

/**
 * A new look at the world voids what is still waiting for a decision on an older one. This comes before the new run moves on, so that
 * nobody can approve what is no longer so.
 */
async function supersedeOlder(run: { id: string; keep: string | null }, parts: SyncParts): Promise<void> {
  const waiting = await parts.stores.runs.list({ limit: 100, states: ['awaiting-approval', 'blocked'] });
  for (const older of waiting) {
    if (older.id === run.id || older.id === run.keep) continue;
    const superseded = await parts.stores.runs.change(older.id, ['awaiting-approval', 'blocked'], {
      state: 'superseded',
      supersededBy: run.id,
      finishedAt: parts.clock.now().toISOString(),
    });
    if (superseded === null) continue;
    const text = `A newer look at HR and Entra (run ${run.id}) gave another plan.`;
    await parts.stores.audit.append([
      runEvent('run-superseded', superseded, { at: superseded.finishedAt ?? '', actor: system, text }),
    ]);
    await parts.notifier.tell({ kind: 'run-decided', run: superseded });
  }
}

export async function mustFind(runId: string, parts: Pick<SyncParts, 'stores'>): Promise<Run> {
  const run = await parts.stores.runs.find(runId);
  if (run === null) throw new Error(`run ${runId} is gone`);
  return run;
}
