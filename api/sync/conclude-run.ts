import { isExpress, type Run } from '../../models/run.ts';
import type { AppliedRun } from './apply-run.ts';
import { runEvent, system } from './audit-run.ts';
import { mustFind } from './plan-run.ts';
import { refreshMirror } from './read-world.ts';
import { settleRun } from './settle-run.ts';
import type { SyncParts } from './sync-parts.ts';

/**
 * Ends an applied run: writes down how it went, reads Entra once more, and tells people. The run has ended when it is
 * written down; whoever cannot be told does not change that. After an express run, whoever works those off reads Entra again.
 */
export async function concludeRun(applied: AppliedRun, parts: SyncParts): Promise<Run> {
  if (applied.run.state !== 'applying') {
    await parts.notifier.tell({ kind: 'run-decided', run: applied.run });
    return applied.run;
  }
  const at = parts.clock.now().toISOString();
  const results = await parts.stores.runs.countResults(applied.run.id);
  const changed = await parts.stores.runs.change(applied.run.id, ['applying'], {
    state: 'finished',
    finishedAt: at,
    results,
  });
  const run = changed ?? (await mustFind(applied.run.id, parts));
  const { done, already, failed, skipped } = run.results;
  const held = run.held === undefined ? '' : ` (${run.held} held back)`;
  const text = `${done} done, ${already} already so, ${failed} failed, ${skipped} skipped${held}.`;
  await parts.stores.audit.append([runEvent('run-finished', run, { at, actor: system, text })]);
  if (!isExpress(run)) await settleRun(run, parts);
  parts.logger.info({ runId: run.id, ...run.results }, 'run finished');
  if (applied.applied.length > 0 && !isExpress(run)) await refreshMirror(parts, applied.prepared.policy);
  await tell({ ...applied, run }, parts);
  return run;
}

async function tell(applied: AppliedRun, parts: SyncParts): Promise<void> {
  const { run } = applied;
  if (run.decision !== null) await parts.notifier.tell({ kind: 'run-decided', run });
  if (applied.applied.length === 0) return;
  await parts.notifier.tell({ kind: 'run-changed-entra', run, operations: applied.applied });
}
