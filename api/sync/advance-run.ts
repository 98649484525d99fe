import { explainError, InstroomError } from '../../models/errors.ts';
import type { Run } from '../../models/run.ts';
import { applyRun } from './apply-run.ts';
import { runEvent, system } from './audit-run.ts';
import { concludeRun } from './conclude-run.ts';
import { exitsInForce } from './decide-urgent-exits.ts';
import { loadPause } from './pause.ts';
import { type PreparedRun, planRun } from './plan-run.ts';
import { shutOutAhead } from './shut-out-ahead.ts';
import type { SyncParts } from './sync-parts.ts';

/** Where a run stands after it was moved on as far as it can go by itself. `again`: another run is needed for what is left. */
export interface AdvancedRun {
  run: Run;
  again: boolean;
}

/**
 * Moves a run on as far as it goes without a person: plans it when it is new, applies it when it may be applied. A run that was cut
 * off is taken up where it stands.
 * @param holdOn - awaited before each pack of writes; throws when another worker has taken over
 * @throws InstroomError `hr-busy` when a source is being written just now (the run waits, for a minute at most), or whatever `holdOn` throws
 */
export async function advanceRun(run: Run, parts: SyncParts, holdOn: () => Promise<void>): Promise<AdvancedRun> {
  try {
    let current = run;
    let fresh: PreparedRun | null = null;
    const isPaused = (await loadPause(parts)) !== null;
    if (isPaused && !(await mayGoOn(run, parts))) return { run, again: false };
    if (current.state === 'waiting' || current.state === 'planning') {
      const planned = await planRun(current, parts, { isPaused });
      current = planned.run;
      fresh = planned.prepared;
      await tellVerdict(current, planned.prepared, parts);
    }
    if (current.state !== 'applying') return { run: current, again: false };
    const applied = await applyRun(current, parts, { fresh, holdOn });
    const concluded = await concludeRun(applied, parts);
    return { run: concluded, again: applied.leftOver || hasWaitingRest(concluded) };
  } catch (error) {
    if (error instanceof InstroomError && error.code !== 'conflict' && !mayWait(error, run, parts)) {
      const failed = await failRun(run, error, parts);
      // A source that cannot be read must not keep anybody in.
      if (error.code === 'hr-unreadable' || error.code === 'hr-busy') await shutOutAhead(parts, holdOn);
      return { run: failed, again: false };
    }
    throw error;
  }
}

/** A file that is being written is whole in a moment; a source that has no time for longer, such as a spent budget of calls, is for a later run. */
const longestBusyMs = 60_000;

const mayWait = ({ code }: InstroomError, { askedAt }: Run, { clock }: SyncParts): boolean =>
  code === 'hr-busy' && clock.now().getTime() - Date.parse(askedAt) < longestBusyMs;

/**
 * What goes on while Instroom is paused: urgent exits, and an undo, which somebody carries out by hand. Everything else waits where it stands
 * and is taken up again afterwards.
 */
async function mayGoOn(run: Run, { stores, clock }: SyncParts): Promise<boolean> {
  if (run.state === 'applying') return run.trigger === 'undo' || run.decision?.by.kind === 'system';
  const exits = await stores.grants.urgentExits();
  return exitsInForce(exits, clock.now().toISOString()).length > 0;
}

/** An urgent exit went ahead of a plan that needs somebody: that plan is asked about at once, now that the exit is out of it. */
function hasWaitingRest(run: Run): boolean {
  return run.decision?.by.kind === 'system' && run.results.done + run.results.already > 0;
}

async function tellVerdict(run: Run, prepared: PreparedRun, parts: SyncParts): Promise<void> {
  if (run.state === 'awaiting-approval') {
    await parts.notifier.tell({ kind: 'run-needs-approval', run, operations: prepared.plan.operations });
  }
  if (run.state === 'blocked') await parts.notifier.tell({ kind: 'run-blocked', run });
}

/** A run that cannot go on is written down with what to do; people hear of it when the one before it had not failed alike. */
async function failRun(run: Run, error: InstroomError, parts: SyncParts): Promise<Run> {
  const text = explainError(error);
  const at = parts.clock.now().toISOString();
  const recent = await parts.stores.runs.list({ limit: 2, states: ['failed', 'finished'], about: 'everybody' });
  const previous = recent.find((other) => other.id !== run.id);
  const failed = await parts.stores.runs.change(run.id, ['waiting', 'planning', 'applying'], {
    state: 'failed',
    finishedAt: at,
    error: { code: error.code, text },
  });
  if (failed === null) return run;
  await parts.stores.audit.append([runEvent('run-failed', failed, { at, actor: system, text })]);
  parts.logger.warn({ runId: run.id, code: error.code }, 'run failed');
  const known = previous?.state === 'failed' && previous.error?.code === error.code;
  if (!known) await parts.notifier.tell({ kind: 'run-failed', run: failed });
  return failed;
}
