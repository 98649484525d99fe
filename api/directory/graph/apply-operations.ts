import type { Operation, OperationResult } from '../../../models/plan.ts';
import type { Directory } from '../../../models/ports.ts';
import { explainOurselves } from './explain-judgement.ts';
import { createResultQueue } from './result-queue.ts';
import { splitPhases } from './split-phases.ts';
import { tellStories } from './tell-stories.ts';
import type { Ending, Writing } from './writing.ts';

export type ApplyAsk = Parameters<Directory['apply']>[0];

/** Opens what one application works with; `end` is where its results go. */
export type OpenWriting = (ask: ApplyAsk, end: Writing['end']) => Writing;

/**
 * Carries out a plan phase by phase, and inside a phase everything side by side. Hands out results as they come, one
 * for each operation. When nothing more can be done at all, what is known is handed out first, then the InstroomError
 * is thrown.
 */
export async function* applyOperations(ask: ApplyAsk, open: OpenWriting): AsyncGenerator<OperationResult[]> {
  const queue = createResultQueue<OperationResult>();
  const leftOut = new Set<string>();
  let done = 0;
  const intend: ApplyAsk['intend'] = async (operations) => {
    const named = await ask.intend(operations);
    for (const id of named ?? []) leftOut.add(id);
    return named;
  };
  const writing = open({ ...ask, intend }, (operation, ending) => {
    done += 1;
    ask.progress?.({ name: 'writes', done, total: ask.operations.length });
    const at = writing.clock.now().toISOString();
    const isLeftOut = ending.kind === 'failed' && leftOut.has(operation.id);
    const { kind, accountId, error } = isLeftOut ? leaveOut(ending) : ending;
    queue.push({ operationId: operation.id, kind, at, accountId, error: error ?? null });
  });
  const work = carryOut(ask.operations, writing).then(
    () => queue.close(),
    (reason: unknown) => queue.close({ reason }),
  );
  try {
    yield* queue.read();
  } finally {
    stopAll(writing, new Error('Nobody waits for these results any more'));
    await work;
  }
}

/** How what was not sent ends: it stands for an older look at HR than the one that counts by now. */
function leaveOut({ accountId }: Ending): Ending {
  const text = 'This person was looked at anew after the plan was made; what that gave counts.';
  return { kind: 'skipped', accountId, error: explainOurselves('newer-look', text) };
}

/**
 * Provisioning on demand is slow and nothing rests on it, so it goes on beside all that follows.
 */
async function carryOut(operations: readonly Operation[], writing: Writing): Promise<void> {
  const aside: Array<Promise<Failure | null>> = [];
  let failure: Failure | null = null;
  for (const phase of splitPhases(operations)) {
    const running = carryOutPhase(phase, writing);
    if (phase[0]?.kind === 'provision-app') aside.push(running);
    else failure = await running;
    if (failure !== null) break;
  }
  const failures = [failure, ...(await Promise.all(aside))];
  const first = failures.find((other) => other !== null);
  if (first !== undefined) throw first.reason;
}

interface Failure {
  reason: unknown;
}

/** Never rejects: when one story fails, nothing more is sent, and the others come to their end. */
async function carryOutPhase(phase: readonly Operation[], writing: Writing): Promise<Failure | null> {
  const outcomes = await Promise.allSettled(
    tellStories(phase, writing).map(async (story) => {
      try {
        await story();
      } catch (reason) {
        stopAll(writing, reason);
        throw reason;
      }
    }),
  );
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  return failed === undefined ? null : { reason: failed.reason };
}

function stopAll({ batcher, provisioning }: Writing, reason: unknown): void {
  batcher.stop(reason);
  provisioning.batcher.stop(reason);
}
