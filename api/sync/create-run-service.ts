import type { Policy } from '../../models/policy.ts';
import type { DecisionOutcome, RunService } from '../../models/ports.ts';
import type { Decision, Release, Run } from '../../models/run.ts';
import { releasePart } from '../engine/limits/release-part.ts';
import { runEvent } from './audit-run.ts';
import type { SyncParts } from './sync-parts.ts';

type ServiceParts = Pick<SyncParts, 'stores' | 'clock' | 'notifier'> & {
  /** The policy as it is now: it says whose yes counts. */
  loadPolicy(): Promise<{ policy: Pick<Policy, 'approvals'> }>;
};

/**
 * Asks for runs and decides on them. `wake` is called when there is something to do.
 */
export function createRunService(parts: ServiceParts, wake: () => void): RunService {
  return {
    start: (ask) => startRun(ask, parts, wake),
    decide: (ask) => decideRun(ask, parts, wake),
  };
}

/** A run as it is when it is asked for: nothing read, nothing planned. */
export function newRun(ask: Pick<Run, 'trigger'> & { by: Run['askedBy']; at: string; now?: string }): Omit<Run, 'id'> {
  return {
    state: 'waiting',
    trigger: ask.trigger,
    askedBy: ask.by,
    askedAt: ask.at,
    startedAt: null,
    plannedAt: null,
    finishedAt: null,
    now: ask.now ?? null,
    policyVersion: null,
    fingerprint: null,
    verdict: null,
    counts: {},
    results: { done: 0, already: 0, failed: 0, skipped: 0 },
    notes: [],
    noteCount: 0,
    sources: [],
    scope: null,
    decision: null,
    supersededBy: null,
    error: null,
  };
}

/** Ten notices are one run: while one still waits to start, it will see everything that the others were about. */
async function startRun(ask: Parameters<RunService['start']>[0], parts: ServiceParts, wake: () => void): Promise<Run> {
  const [waiting] = await parts.stores.runs.list({ limit: 1, states: ['waiting'], about: 'everybody' });
  if (waiting !== undefined) {
    await parts.stores.jobs.ask({ kind: 'plan-run', runId: waiting.id, notBefore: parts.clock.now().toISOString() });
    wake();
    return waiting;
  }
  const at = parts.clock.now().toISOString();
  const run = await parts.stores.runs.add(newRun({ trigger: ask.trigger, by: ask.by, at }));
  await parts.stores.audit.append([
    runEvent('run-asked', run, { at, actor: ask.by, text: `Asked for by ${ask.trigger}.` }),
  ]);
  await parts.stores.jobs.ask({ kind: 'plan-run', runId: run.id, notBefore: at });
  wake();
  return run;
}

async function decideRun(
  ask: Parameters<RunService['decide']>[0],
  parts: ServiceParts,
  wake: () => void,
): Promise<DecisionOutcome> {
  const run = await parts.stores.runs.find(ask.runId);
  if (run === null) return { kind: 'not-found' };
  if (!(await mayDecide(ask, parts))) return { kind: 'not-allowed' };
  if (run.state === 'blocked' && ask.answer === 'approve' && ask.override !== true) return { kind: 'not-waiting', run };
  const asked = ask.answer === 'approve' ? (ask.release ?? null) : null;
  const part = asked === null ? null : await dividePlan(run, asked, parts);
  if (part?.released.length === 0) return { kind: 'nothing-released', run };
  // A part that leaves nothing out is the whole plan, and is written down as such.
  const release = part?.held.length === 0 ? null : asked;
  const at = parts.clock.now().toISOString();
  const decision: Decision = {
    answer: ask.answer,
    fingerprint: ask.fingerprint,
    by: ask.by,
    at,
    reason: ask.reason ?? null,
    override: ask.override ?? false,
    release,
  };
  const decided = await parts.stores.runs.decide(
    ask.runId,
    decision,
    ask.answer === 'approve' ? 'applying' : 'rejected',
  );
  if (decided === null) return explainRefusal(run, ask.fingerprint, parts);
  await parts.stores.audit.append([
    runEvent('run-decided', decided, {
      at,
      actor: ask.by,
      text: `${ask.answer}${part === null || release === null ? '' : `, ${part.held.length} held back`}${ask.reason ? `: ${ask.reason}` : ''}`,
    }),
  ]);
  if (ask.answer === 'approve') {
    await parts.stores.jobs.ask({ kind: 'apply-run', runId: decided.id, notBefore: at });
    wake();
  }
  await parts.notifier.tell({ kind: 'run-decided', run: decided });
  return { kind: 'decided', run: decided };
}

/** A person needs a role that the policy names; the API key and the command line were checked at their own door. */
async function mayDecide(ask: Parameters<RunService['decide']>[0], parts: ServiceParts): Promise<boolean> {
  if (ask.by.kind !== 'person') return true;
  const { policy } = await parts.loadPolicy();
  return policy.approvals.run.by.some((role) => ask.roles.includes(role));
}

async function dividePlan(run: Run, release: Release, parts: ServiceParts): Promise<ReturnType<typeof releasePart>> {
  const saved = await parts.stores.runs.operations(run.id);
  return releasePart(
    saved.map((entry) => entry.operation),
    release,
  );
}

async function explainRefusal(run: Run, fingerprint: string, parts: ServiceParts): Promise<DecisionOutcome> {
  const current = (await parts.stores.runs.find(run.id)) ?? run;
  if (current.decision !== null) return { kind: 'already-decided', run: current };
  const waiting = current.state === 'awaiting-approval' || current.state === 'blocked';
  return { kind: waiting && current.fingerprint !== fingerprint ? 'plan-changed' : 'not-waiting', run: current };
}
