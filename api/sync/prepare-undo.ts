import type { Operation, OperationTarget, Plan } from '../../models/plan.ts';
import { type UndoTexts, undoTexts } from '../../models/texts/undo-texts.ts';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import { fingerprintOf } from '../engine/operation-builder.ts';
import { invertOperation } from '../engine/undo/invert-operation.ts';
import { planUndo, type UndoPlan } from '../engine/undo/plan-undo.ts';
import { createSlotReader } from '../engine/undo/read-slots.ts';
import { isSameValue } from '../engine/undo/slot.ts';
import type { DoneOperations } from './find-done.ts';
import { nothingJoined } from './join-readings.ts';
import { namesToRead } from './names-to-read.ts';
import type { PreparedRun } from './plan-run.ts';
import type { ReadWorld } from './read-world.ts';
import type { SyncParts } from './sync-parts.ts';

/** An undo with what it was planned from. */
export interface PreparedUndo {
  prepared: PreparedRun;
  undo: UndoPlan;
}

/** Reads Entra and plans what takes operations back. HR is not asked: it may say something else by now, and the next plan hears it. */
export async function prepareUndo(done: DoneOperations, now: string, parts: SyncParts): Promise<PreparedUndo> {
  const policy = await parts.loadPolicy();
  const world = await readForUndo(
    done.operations.map(({ operation }) => operation),
    policy,
    parts,
  );
  const { language, protect } = policy.policy;
  const texts = undoTexts(language);
  const undo = planUndo({ operations: done.operations, directory: world.directory.mirror, protect, texts });
  return { undo, prepared: { ...noLedger, plan: planOf(undo.operations, { now, policy, texts }), policy, world } };
}

/**
 * The same for an undo that was approved later or cut off: what is as it should be already is no part of it any more, nor is what
 * somebody changed meanwhile.
 */
export async function prepareUndoAgain(
  { operations, now }: { operations: readonly Operation[]; now: string },
  parts: SyncParts,
): Promise<PreparedRun> {
  const policy = await parts.loadPolicy();
  const world = await readForUndo(operations, policy, parts);
  const texts = undoTexts(policy.policy.language);
  const isOpen = createOpenCheck(world, texts);
  return { ...noLedger, plan: planOf(operations.filter(isOpen), { now, policy, texts }), policy, world };
}

const noLedger: Pick<PreparedRun, 'ledger' | 'nextPlanAt' | 'frozen' | 'heldDrift'> = {
  frozen: [],
  ledger: { reservations: [], holdings: [], findings: [], settledFindings: [] },
  nextPlanAt: null,
  heldDrift: [],
};

/** Whether all that an operation changes is still as it was when it was planned. */
function createOpenCheck(world: ReadWorld, texts: UndoTexts): (operation: Operation) => boolean {
  const reader = createSlotReader(world.directory.mirror);
  return (operation) => {
    const parts = { accountId: operation.target.accountId, accountIds: new Map<string, string>(), texts };
    const inversion = invertOperation(operation, parts);
    if (inversion.kind === 'none') return false;
    return inversion.changes.every(({ slot, to }) => {
      const now = reader.read(slot);
      return now.kind === 'value' && isSameValue(slot, now.value, to);
    });
  };
}

/** Entra, with the members and assignments of every group and app that is spoken of, whatever the policy says of them by now. */
async function readForUndo(
  operations: readonly Operation[],
  policy: CompiledPolicy,
  parts: SyncParts,
): Promise<ReadWorld> {
  const { accounts, ledger, grants } = parts.stores;
  const key = parts.directory.identify().key;
  const beganAt = parts.clock.now().toISOString();
  const [previous, given] = await Promise.all([
    accounts.loadMirror(key),
    grants.list({ at: parts.clock.now().toISOString() }),
  ]);
  const usual = namesToRead([policy], given);
  const idsOf = (pick: (target: OperationTarget) => string | undefined) =>
    operations.flatMap(({ target }) => pick(target) ?? []);
  const directory = await parts.directory.read({
    groups: [...new Set([...usual.groups, ...idsOf(({ groupId }) => groupId)])],
    applications: [...new Set([...usual.applications, ...idsOf(({ appId }) => appId)])],
    licences: usual.licences || idsOf(({ skuId }) => skuId).length > 0,
    previous,
    ...(parts.progress === undefined ? {} : { progress: parts.progress }),
  });
  return {
    beganAt,
    people: [],
    units: [],
    setAside: [],
    readings: [],
    joined: nothingJoined,
    sources: [],
    directory,
    previous,
    links: await accounts.loadLinks(key),
    ownership: new Map(),
    rejections: [],
    ledger: await ledger.load(key),
    grants: given,
    urgentExits: [],
    recent: {},
    believed: new Map(),
  };
}

function planOf(
  operations: Operation[],
  { now, policy, texts }: { now: string; policy: CompiledPolicy; texts: UndoTexts },
): Plan {
  const counts: Plan['counts'] = {};
  for (const { kind } of operations) counts[kind] = (counts[kind] ?? 0) + 1;
  const text = texts.needsYes(operations.length);
  const [count, population] = [operations.length, operations.length];
  const refusal = { name: 'undo', count, population, limit: null, text, release: texts.release };
  return {
    now,
    policyVersion: policy.version,
    fingerprint: fingerprintOf(operations),
    verdict: { kind: 'needs-approval', reasons: [text], refusals: [refusal] },
    counts,
    operations,
    notes: [],
  };
}
