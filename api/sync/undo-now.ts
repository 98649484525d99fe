import type { Actor, Run } from '../../models/run.ts';
import type { UndoPlan } from '../engine/undo/plan-undo.ts';
import { inTurn } from './apply-now.ts';
import { applyRun } from './apply-run.ts';
import { runEvent } from './audit-run.ts';
import { concludeRun } from './conclude-run.ts';
import { newRun } from './create-run-service.ts';
import { findDone, type UndoSubject } from './find-done.ts';
import { type PreparedUndo, prepareUndo } from './prepare-undo.ts';
import type { SyncParts } from './sync-parts.ts';

export interface UndoAsk {
  subject: UndoSubject;
  by: Actor;
  owner: string;
  /** Carry it out, or only show it. */
  apply: boolean;
  /** What the yes was for: with another plan nothing is carried out. */
  fingerprint?: string;
}

/** `run` is null when nothing was carried out. */
export interface Undone {
  undo: UndoPlan;
  /** The runs of which something is taken back. */
  runIds: string[];
  run: Run | null;
}

/**
 * Takes back what was done, as a run of its own, here and now. What it takes back is written down first, so that the next plan asks
 * before it does the same again.
 * @throws InstroomError `not-found` when there is nothing of the kind, or what reading Entra throws
 */
export async function undoNow(ask: UndoAsk, parts: SyncParts): Promise<Undone> {
  if (ask.apply) return inTurn(ask.owner, parts, (holdOn) => plan(ask, parts, holdOn));
  return plan(ask, parts, null);
}

/** @param holdOn - awaited before each pack of writes; null when nothing is to be written */
async function plan(ask: UndoAsk, parts: SyncParts, holdOn: (() => Promise<void>) | null): Promise<Undone> {
  const done = await findDone(ask.subject, parts.stores);
  const planned = await prepareUndo(done, parts.clock.now().toISOString(), parts);
  const { undo } = planned;
  const { fingerprint } = planned.prepared.plan;
  const nothing = undo.operations.length === 0 || (ask.fingerprint ?? fingerprint) !== fingerprint;
  const run =
    holdOn === null || nothing ? null : await carryOut(ask, { ...planned, runIds: done.runIds }, { parts, holdOn });
  return { undo, runIds: done.runIds, run };
}

async function carryOut(
  { by }: UndoAsk,
  planned: PreparedUndo & { runIds: string[] },
  { parts, holdOn }: { parts: SyncParts; holdOn: () => Promise<void> },
): Promise<Run> {
  const { prepared, undo } = planned;
  const { runs, audit, ledger } = parts.stores;
  const at = parts.clock.now().toISOString();
  const text = `Undo of ${planned.runIds.map((id) => `run ${id}`).join(', ')}.`;
  const run = await addRun(planned, by, parts);
  await audit.append([runEvent('run-asked', run, { at, actor: by, text })]);
  const undone = undo.undone.map((operationId) => ({ operationId, runId: run.id, by: by.name, at }));
  await ledger.saveUndone(parts.directory.identify().key, undone);
  const fingerprint = prepared.plan.fingerprint;
  const decision = { answer: 'approve' as const, fingerprint, by, at, reason: text, override: false };
  const decided = (await runs.decide(run.id, decision, 'applying')) ?? run;
  await audit.append([runEvent('run-decided', decided, { at, actor: by, text })]);
  if (decided.state !== 'applying') return decided;
  return concludeRun(await applyRun(decided, parts, { fresh: prepared, holdOn }), parts);
}

/** The run is written down with its operations before it may be decided on, and before anything is written to Entra. */
async function addRun({ prepared }: PreparedUndo, by: Actor, parts: SyncParts): Promise<Run> {
  const { now, policyVersion, fingerprint, verdict, counts, operations } = prepared.plan;
  const asked = newRun({ trigger: 'undo', by, at: now, now });
  const run = await parts.stores.runs.add({ ...asked, state: 'planning', startedAt: now });
  await parts.stores.runs.saveOperations(run.id, operations);
  const changes = { plannedAt: now, policyVersion, fingerprint, verdict, counts };
  const planned = await parts.stores.runs.change(run.id, ['planning'], { state: 'awaiting-approval', ...changes });
  return planned ?? run;
}
