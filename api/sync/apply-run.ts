import type { Operation, OperationResult } from '../../models/plan.ts';
import type { Language } from '../../models/policy.ts';
import { isExpress, type Run } from '../../models/run.ts';
import { runTexts } from '../../models/texts/run-texts.ts';
import { releasePart } from '../engine/limits/release-part.ts';
import { runEvent, system } from './audit-run.ts';
import { mustFind, type PreparedRun, prepareRun } from './plan-run.ts';
import { prepareUndoAgain } from './prepare-undo.ts';
import { createRecorder } from './record-results.ts';
import type { SyncParts } from './sync-parts.ts';
import { createWriteGuard } from './write-guard.ts';

/** How applying ended. `leftOver`: there is more to do than this run was allowed to; another run should be asked for. */
export interface AppliedRun {
  run: Run;
  applied: Operation[];
  leftOver: boolean;
  prepared: PreparedRun;
}

/**
 * Applies a run that is in state `applying`.
 *
 * Straight after planning, `fresh` is what the plan was made from. Otherwise (approved later, or taken up again after a crash)
 * the world is read and planned anew, and
 * - what the new plan no longer holds is done already (an attempt that was cut off, or somebody by hand), unless it leaves no trace,
 * - what both hold is carried out, as the new plan has it,
 * - what only the new plan holds was never approved: an approved run of which nothing is done yet is superseded by it; otherwise it
 *   is left for the next run.
 *
 * People whom an express run has in hand, or had since this run began to look, are left to it and come again with the next run.
 *
 * What the decision held back, and what is held back because leavers are by now, is written down as skipped and never carried out by this
 * run.
 *
 * @param holdOn - awaited before each pack; throws when another worker has taken over
 */
export async function applyRun(
  run: Run,
  parts: SyncParts,
  around: { fresh: PreparedRun | null; holdOn: () => Promise<void> },
): Promise<AppliedRun> {
  const saved = await parts.stores.runs.operations(run.id);
  const open = saved.filter((entry) => entry.result === null).map((entry) => entry.operation);
  const prepared = around.fresh ?? (await prepareAgain(run, open, parts));
  const wanted = new Map(prepared.plan.operations.map((operation) => [operation.id, operation]));
  const planned = new Set(saved.map((entry) => entry.operation.id));
  const leftOver = prepared.plan.operations.some((operation) => !planned.has(operation.id));
  const untouched = open.length === saved.length;
  if (leftOver && untouched && run.decision !== null) {
    return { run: await supersede(run, parts), applied: [], leftOver, prepared };
  }
  const record = createRecorder(run, parts, { operations: open, undone: prepared.world.ledger.undone });
  const at = parts.clock.now().toISOString();
  const frozen = new Set([...prepared.frozen, ...prepared.heldDrift.map(({ id }) => id)]);
  const held = await holdBack({ ...run, at, language: prepared.policy.policy.language }, { saved, frozen }, parts);
  const released = open.filter((operation) => !held.has(operation.id));
  const settled = released.filter((operation) => !wanted.has(operation.id) && !leavesNoTrace(operation));
  await record(settled.map((operation) => alreadySo(operation, at)));
  const todo = released.flatMap((operation) => wanted.get(operation.id) ?? (leavesNoTrace(operation) ? operation : []));
  if (around.fresh === null) await keepImages(run.id, { open, todo }, parts);
  const progress = parts.progress;
  const guard = isExpress(run) ? null : createWriteGuard(guardedSince(run, prepared), parts);
  const results = parts.directory.apply({
    runId: run.id,
    operations: todo,
    accountIds: accountIdsOf(prepared),
    intend: async (operations) => {
      await around.holdOn();
      return guard?.admit(operations);
    },
    ...(isExpress(run) ? { lane: 'express' as const } : {}),
    ...(progress === undefined ? {} : { progress }),
  });
  try {
    for await (const pack of results) {
      await record(pack);
      await guard?.settle(pack);
    }
  } finally {
    await guard?.close();
  }
  const isLeftOver = leftOver || guard?.hasLeftOut() === true;
  return { run: await mustFind(run.id, parts), applied: todo, leftOver: isLeftOver, prepared };
}

/** An undo is somebody's decision, and an exit that HR was not asked about must happen: whoever is in hand elsewhere is no reason to wait. */
function guardedSince({ trigger }: Run, { world }: PreparedRun): string | null {
  return trigger === 'undo' || world.readings.length === 0 ? null : world.beganAt;
}

/**
 * What nobody can see afterwards is never taken for done: it is done again, which harms nobody, rather than not at all. A leaver who was
 * shut out and not signed out before a crash is signed out now.
 */
function leavesNoTrace({ kind }: Operation): boolean {
  return kind === 'revoke-sessions' || kind === 'provision-app';
}

function prepareAgain(run: Run, open: readonly Operation[], parts: SyncParts): Promise<PreparedRun> {
  const now = run.now ?? parts.clock.now().toISOString();
  return run.trigger === 'undo' ? prepareUndoAgain({ operations: open, now }, parts) : prepareRun(parts, now);
}

/** What is there just before it is written is what an undo goes back to, not what was there when somebody was asked. */
async function keepImages(
  runId: string,
  { open, todo }: { open: readonly Operation[]; todo: readonly Operation[] },
  parts: SyncParts,
): Promise<void> {
  const images = new Map(open.map(({ id, before }) => [id, JSON.stringify(before)]));
  const changed = todo.filter(({ id, before }) => images.get(id) !== JSON.stringify(before));
  if (changed.length > 0) await parts.stores.runs.updateOperations(runId, changed);
}

async function supersede(run: Run, parts: SyncParts): Promise<Run> {
  const at = parts.clock.now().toISOString();
  const changed = await parts.stores.runs.change(run.id, ['applying'], { state: 'superseded', finishedAt: at });
  const superseded = changed ?? (await mustFind(run.id, parts));
  const text = 'HR, Entra or the policy changed after the approval; what was approved is no longer what would be done.';
  await parts.stores.audit.append([runEvent('run-superseded', superseded, { at, actor: system, text })]);
  return superseded;
}

/** Writes down what is not to go. What the decision holds back is the same whenever it is worked out: it follows from the plan as it was saved. */
async function holdBack(
  run: Pick<Run, 'id' | 'decision'> & { at: string; language: Language },
  { saved, frozen }: { saved: readonly { operation: Operation; result: unknown }[]; frozen: ReadonlySet<string> },
  parts: SyncParts,
): Promise<ReadonlySet<string>> {
  const release = run.decision?.release ?? null;
  const operations = saved.map((entry) => entry.operation);
  const byDecision = release === null ? [] : releasePart(operations, release).held;
  const byFreeze = saved.flatMap(({ operation, result }) =>
    result === null && frozen.has(operation.id) ? operation : [],
  );
  const held = new Map([...byDecision, ...byFreeze].map((operation) => [operation.id, operation]));
  if (held.size === 0 && release === null) return new Set();
  const error = { code: 'held-back', text: runTexts(run.language).heldBack, requestId: null };
  await parts.stores.runs.saveResults(
    run.id,
    [...held.values()].map(({ id, target }) => ({
      operationId: id,
      kind: 'skipped',
      at: run.at,
      accountId: target.accountId,
      error,
    })),
  );
  await parts.stores.runs.change(run.id, ['applying'], { held: held.size });
  return new Set(held.keys());
}

function alreadySo(operation: Operation, at: string): OperationResult {
  return { operationId: operation.id, kind: 'already', at, accountId: operation.target.accountId, error: null };
}

/** The accounts that people have now, so that what hangs on them finds them. */
function accountIdsOf(prepared: PreparedRun): Map<string, string> {
  const { accounts } = prepared.world.directory.mirror;
  const live = new Set(accounts.map((account) => account.id));
  const ids = new Map([...prepared.world.links].filter(([, accountId]) => live.has(accountId)));
  for (const account of accounts) {
    if (account.stampedPersonKey !== null) ids.set(account.stampedPersonKey, account.id);
  }
  for (const { kind, personKey, target, after } of prepared.plan.operations) {
    if (personKey !== null && target.accountId !== null) ids.set(personKey, target.accountId);
    const manager = kind === 'set-manager' ? after : null;
    if (typeof manager?.managerPersonKey === 'string' && typeof manager.managerAccountId === 'string') {
      ids.set(manager.managerPersonKey, manager.managerAccountId);
    }
  }
  return ids;
}
