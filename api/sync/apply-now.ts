import { setTimeout as sleep } from 'node:timers/promises';
import { InstroomError } from '../../models/errors.ts';
import type { Verdict } from '../../models/plan.ts';
import type { Actor, Decision, Release, Run } from '../../models/run.ts';
import { releasePart } from '../engine/limits/release-part.ts';
import { advanceRun } from './advance-run.ts';
import { applyRun } from './apply-run.ts';
import { runEvent } from './audit-run.ts';
import { concludeRun } from './conclude-run.ts';
import { newRun } from './create-run-service.ts';
import { planRun } from './plan-run.ts';
import { runLock } from './run-lock.ts';
import type { SyncParts } from './sync-parts.ts';
import { keepLease } from './work.ts';

export interface ApplyNowAsk {
  by: Actor;
  owner: string;
  /** An instant to plan for instead of the clock's. */
  now?: string;
  /** Counts as the approval of a plan that needs one. */
  approve: boolean;
  /** Releases a blocked plan, for this reason. */
  override?: string;
  /** The part that goes, when the plan is released; nothing goes out by itself then. */
  release?: Release;
}

const leaseMs = 30_000;
const longestWaitMs = 10 * 60_000;

/**
 * One run from beginning to end, here and now, for somebody who waits for it. Runs that an earlier process left half-way are ended
 * first. Only one process at a time applies: this waits for its turn.
 * @returns the run as it ended: `finished`, `failed`, or waiting for a decision
 * @throws InstroomError when the world cannot be read or another process does not finish in ten minutes
 */
export async function applyNow(ask: ApplyNowAsk, parts: SyncParts): Promise<Run> {
  return inTurn(ask.owner, parts, (holdOn) => runOnce(ask, parts, holdOn));
}

/** Does work that writes to Entra when no other process does, after ending what an earlier one left half-way. */
export async function inTurn<Result>(
  owner: string,
  parts: SyncParts,
  work: (holdOn: () => Promise<void>) => Promise<Result>,
): Promise<Result> {
  const lock = () => parts.stores.jobs.lock({ name: runLock, owner, now: parts.clock.now().toISOString(), leaseMs });
  await waitForTurn(lock);
  const keeper = keepLease({ everyMs: leaseMs / 3, extend: lock });
  try {
    await endInterrupted(parts, keeper.check);
    return await work(keeper.check);
  } finally {
    keeper.stop();
    await parts.stores.jobs.unlock(runLock, owner);
  }
}

async function waitForTurn(lock: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + longestWaitMs;
  while (!(await lock())) {
    if (Date.now() > until) {
      throw new InstroomError('conflict', 'Another process has been applying a run for ten minutes.', {
        retryable: true,
        advice: 'Look at it with GET /api/runs, and try again when it has ended.',
      });
    }
    await sleep(250);
  }
}

async function endInterrupted(parts: SyncParts, holdOn: () => Promise<void>): Promise<void> {
  const left = await parts.stores.runs.list({ limit: 100, states: ['planning', 'applying'], about: 'everybody' });
  for (const run of left.reverse()) await advanceRun(run, parts, holdOn);
}

async function runOnce(ask: ApplyNowAsk, parts: SyncParts, holdOn: () => Promise<void>): Promise<Run> {
  const at = parts.clock.now().toISOString();
  const asked = newRun({ trigger: 'cli', by: ask.by, at, ...(ask.now === undefined ? {} : { now: ask.now }) });
  const run = await parts.stores.runs.add({ ...asked, state: 'planning' });
  await parts.stores.audit.append([runEvent('run-asked', run, { at, actor: ask.by, text: 'Asked for by cli.' })]);
  const isReleased = (kind: Verdict['kind']) => (kind === 'blocked' ? ask.override !== undefined : ask.approve);
  const planned = await planOrFail(run, parts, { askAgain: true, hold: ask.release !== undefined, isReleased });
  if (ask.release !== undefined) await checkPart(planned, ask.release, parts);
  const released = await release(planned.run, ask, parts);
  if (released.state !== 'applying') return released;
  const applied = await applyRun(released, parts, { fresh: planned.prepared, holdOn });
  return concludeRun(applied, parts);
}

/** A part that holds nothing of the plan is a slip of the pen: nothing is decided, and the run is over. */
async function checkPart(
  { run, prepared }: Awaited<ReturnType<typeof planRun>>,
  part: Release,
  parts: SyncParts,
): Promise<void> {
  const { operations } = prepared.plan;
  if (operations.length === 0 || releasePart(operations, part).released.length > 0) return;
  const finishedAt = parts.clock.now().toISOString();
  await parts.stores.runs.change(run.id, ['awaiting-approval', 'blocked'], { state: 'superseded', finishedAt });
  throw new InstroomError(
    'configuration',
    'Nothing of the plan is in the part that was to go, so nothing was written.',
    {
      advice: 'instroom plan shows what there is; what rests on something that is held back is held back too.',
    },
  );
}

/** A run that could not be planned is written down as failed, and the reason goes on to whoever waits. */
async function planOrFail(
  run: Run,
  parts: SyncParts,
  options: Parameters<typeof planRun>[2],
): ReturnType<typeof planRun> {
  try {
    return await planRun(run, parts, options);
  } catch (error) {
    if (error instanceof InstroomError) {
      const finishedAt = parts.clock.now().toISOString();
      await parts.stores.runs.change(run.id, ['planning'], {
        state: 'failed',
        finishedAt,
        error: { code: error.code, text: error.message },
      });
    }
    throw error;
  }
}

/** The decision that came along on the command line, if the plan needs one. */
async function release(run: Run, ask: ApplyNowAsk, parts: SyncParts): Promise<Run> {
  const released =
    run.state === 'awaiting-approval' ? ask.approve : run.state === 'blocked' && ask.override !== undefined;
  if (!released || run.fingerprint === null) return run;
  const at = parts.clock.now().toISOString();
  const decision: Decision = {
    answer: 'approve',
    fingerprint: run.fingerprint,
    by: ask.by,
    at,
    reason: ask.override ?? null,
    override: run.state === 'blocked',
    release: ask.release ?? null,
  };
  const decided = await parts.stores.runs.decide(run.id, decision, 'applying');
  if (decided === null) return run;
  const text = ask.override === undefined ? 'approve' : `override: ${ask.override}`;
  await parts.stores.audit.append([runEvent('run-decided', decided, { at, actor: ask.by, text })]);
  return decided;
}
