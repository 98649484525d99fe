import { type Operation, type OperationResult, personOf } from '../../../models/plan.ts';
import type { Directory } from '../../../models/ports.ts';
import { createAccount } from './create-account.ts';
import { explainOurselves } from './explain-judgement.ts';
import { createResultQueue } from './result-queue.ts';
import { splitPhases } from './split-phases.ts';
import { updateAccount } from './update-account.ts';
import { writeAccount } from './write-account.ts';
import { type MemberChange, writeMembers } from './write-members.ts';
import type { Writing } from './writing.ts';

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
  let done = 0;
  const writing = open(ask, (operation, { kind, accountId, error }) => {
    done += 1;
    ask.progress?.({ name: 'writes', done, total: ask.operations.length });
    const at = writing.clock.now().toISOString();
    queue.push({ operationId: operation.id, kind, at, accountId, error: error ?? null });
  });
  const work = carryOut(ask.operations, writing).then(
    () => queue.close(),
    (reason: unknown) => queue.close({ reason }),
  );
  try {
    yield* queue.read();
  } finally {
    writing.batcher.stop(new Error('Nobody waits for these results any more'));
    await work;
  }
}

async function carryOut(operations: readonly Operation[], writing: Writing): Promise<void> {
  for (const phase of splitPhases(operations)) {
    const stories = tellStories(phase, writing);
    const outcomes = await Promise.allSettled(
      stories.map(async (story) => {
        try {
          await story();
        } catch (reason) {
          writing.batcher.stop(reason);
          throw reason;
        }
      }),
    );
    const failure = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failure !== undefined) throw failure.reason;
  }
}

/** What of a phase goes side by side: each account for itself, each group for itself. */
function tellStories(phase: readonly Operation[], writing: Writing): Array<() => Promise<void>> {
  const stories: Array<() => Promise<void>> = [];
  const byGroup = new Map<string, MemberChange[]>();
  for (const operation of phase) {
    if (operation.kind === 'create-account') {
      stories.push(() => createAccount(operation, writing));
      continue;
    }
    const accountId = operation.target.accountId ?? writing.accountIds.get(personOf(operation)) ?? null;
    const { groupId } = operation.target;
    if (accountId === null || writing.failedPeople.has(personOf(operation))) skip(operation, accountId, writing);
    else if (isAboutMembers(operation) && groupId !== undefined) {
      const changes = byGroup.get(groupId);
      if (changes === undefined) byGroup.set(groupId, [{ operation, accountId }]);
      else changes.push({ operation, accountId });
    } else if (operation.kind === 'update-account') stories.push(() => updateAccount(operation, accountId, writing));
    else stories.push(() => writeAccount(operation, accountId, writing));
  }
  const members = [...byGroup].map(
    ([groupId, changes]) =>
      () =>
        writeMembers(groupId, changes, writing),
  );
  return [...members, ...stories];
}

function isAboutMembers({ kind }: Operation): boolean {
  return kind === 'add-member' || kind === 'remove-member';
}

function skip(operation: Operation, accountId: string | null, writing: Writing): void {
  const reason = writing.failedPeople.get(personOf(operation));
  const text =
    reason === undefined
      ? 'There is no account for this person.'
      : `It rests on an account that could not be made or restored: ${reason}`;
  writing.end(operation, { kind: 'skipped', accountId, error: explainOurselves('rests-on-failed', text) });
}
