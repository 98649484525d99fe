import { InstroomError } from '../../models/errors.ts';
import type { Operation, OperationResult } from '../../models/plan.ts';
import type { Run } from '../../models/run.ts';
import { applyNow } from '../sync/apply-now.ts';
import { type DeskOptions, openDesk, readCommandConfig } from './open-desk.ts';
import { readInstant } from './read-instant.ts';
import { type ReleaseOptions, readRelease } from './read-release.ts';

type ApplyOptions = DeskOptions & ReleaseOptions & { now?: string; yes?: boolean; override?: string };

/**
 * `instroom apply`: plan, assess, apply, wait for the end.
 * @returns 0 done or nothing to do, 1 failed, 3 needs approval or blocked
 */
export async function runApply(options: ApplyOptions): Promise<number> {
  const now = readInstant(options.now);
  if (now !== null && readCommandConfig(options).graph.kind === 'tenant') {
    throw new InstroomError(
      'configuration',
      '--now is for rehearsals: a real tenant is only written for the present moment.',
      {
        advice: 'Leave --now out, or use instroom plan --now to see another day.',
      },
    );
  }
  const release = readRelease(options);
  if (release !== null && options.yes !== true && options.override === undefined) {
    throw new InstroomError('configuration', 'Letting a part of a plan go is an approval.', {
      advice: 'Add --yes, or --override "reason" for a blocked plan.',
    });
  }
  const desk = await openDesk(options);
  try {
    const run = await applyNow(
      {
        by: desk.by,
        owner: desk.owner,
        approve: options.yes === true,
        ...(now === null ? {} : { now }),
        ...(options.override === undefined ? {} : { override: options.override }),
        ...(release === null ? {} : { release }),
      },
      desk.sync,
    );
    const operations = await desk.sync.stores.runs.operations(run.id);
    process.stdout.write(
      `${options.json ? JSON.stringify(describe(run, operations), null, 2) : print(run, operations)}\n`,
    );
    return exitCodeOf(run);
  } finally {
    await desk.close();
  }
}

type OperationsWithResults = Array<{ operation: Operation; result: OperationResult | null }>;

function describe(run: Run, operations: OperationsWithResults): unknown {
  return { ...run, operations: operations.map(({ operation, result }) => ({ ...operation, result })) };
}

function print(run: Run, operations: OperationsWithResults): string {
  const { done, already, failed, skipped } = run.results;
  const lines = [`Run ${run.id}: ${run.state}. ${run.verdict?.reasons.join(' ') ?? ''}`];
  if (run.state === 'finished' || run.state === 'applying')
    lines.push(`${done} done, ${already} already so, ${failed} failed, ${skipped} skipped.`);
  if (run.held !== undefined)
    lines.push(`${run.held} of the skipped were held back; they come again with the next look at HR and Entra.`);
  for (const { operation, result } of operations) {
    if (result?.error && result.error.code !== 'held-back')
      lines.push(`  ${result.kind}: ${operation.sentence} ${result.error.text}`);
  }
  if (run.state === 'awaiting-approval')
    lines.push('Nothing was written. Approve with --yes, or in Teams; instroom plan shows everything.');
  if (run.state === 'blocked')
    lines.push('Nothing was written. Mend the source, or release it with --override "reason".');
  if (run.error !== null) lines.push(run.error.text);
  if (run.noteCount > 0) lines.push(`${run.noteCount} notes on what was left alone; instroom plan shows them.`);
  return lines.join('\n');
}

function exitCodeOf(run: Run): number {
  if (run.state === 'awaiting-approval' || run.state === 'blocked') return 3;
  const held = run.held ?? 0;
  if (run.state !== 'finished' || run.results.failed + run.results.skipped - held > 0) return 1;
  // An urgent exit went ahead by itself: the rest still waits for somebody.
  return run.decision?.by.kind === 'system' && held > 0 ? 3 : 0;
}
