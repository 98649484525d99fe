import {
  type Desk,
  freezeSetting,
  type Pause,
  pausedSetting,
  type UndoOutcome,
  type UndoPreview,
} from '../../models/desk.ts';
import { InstroomError } from '../../models/errors.ts';
import type { RunService } from '../../models/ports.ts';
import type { Actor } from '../../models/run.ts';
import { fingerprintOf } from '../engine/operation-builder.ts';
import type { UndoPlan } from '../engine/undo/plan-undo.ts';
import { loadFreeze, loadPause } from './pause.ts';
import type { SyncParts } from './sync-parts.ts';
import { takeUpRuns } from './take-up-runs.ts';
import { undoNow } from './undo-now.ts';

type DeskParts = { sync: SyncParts; runs: Pick<RunService, 'start'>; owner: string };

/** As many sentences as anybody reads before a yes; the run has all of them. */
const shown = 10;

/** What the IT desk can do. Each is written down in the store and in the audit log, so that it holds over a restart. */
export function createDesk(parts: DeskParts): Desk {
  const { sync } = parts;
  // The lock on the directory knows its owner again: two presses at once must not be one owner.
  let presses = 0;
  return {
    pause: (ask) => pause(ask, sync),
    resume: (ask) => resume(ask, parts),
    unfreeze: (ask) => unfreeze(ask, parts),
    previewUndo: (runId) => preview(runId, parts),
    undo: (ask) => {
      presses += 1;
      return undo(ask, { ...parts, owner: `${parts.owner}-${presses}` });
    },
  };
}

async function pause(
  { by, reason }: { by: Actor; reason: string | null },
  sync: SyncParts,
): Promise<{ pause: Pause; isNew: boolean }> {
  const known = await loadPause(sync);
  if (known !== null) return { pause: known, isNew: false };
  const set: Pause = { by, at: sync.clock.now().toISOString(), reason };
  await sync.stores.settings.set(pausedSetting, set);
  await record('paused', { at: set.at, by, text: reason ?? '' }, sync);
  return { pause: set, isNew: true };
}

/** What waited is taken up where it stands, and HR is looked at once more. */
async function resume({ by }: { by: Actor }, { sync, runs }: DeskParts): Promise<boolean> {
  const known = await loadPause(sync);
  if (known === null) return false;
  const at = sync.clock.now().toISOString();
  await sync.stores.settings.set(pausedSetting, null);
  await record('resumed', { at, by, text: `Paused since ${known.at} by ${known.by.name}.` }, sync);
  await takeUpRuns(sync);
  await runs.start({ trigger: 'button', by });
  return true;
}

async function unfreeze({ by }: { by: Actor }, { sync, runs }: DeskParts): Promise<boolean> {
  const until = await loadFreeze(sync);
  if (until === null) return false;
  const at = sync.clock.now().toISOString();
  await sync.stores.settings.set(freezeSetting, null);
  await record('resumed', { at, by, text: `Leavers were held back until ${until}; they go again.` }, sync);
  await runs.start({ trigger: 'button', by });
  return true;
}

async function record(
  kind: 'paused' | 'resumed',
  { at, by, text }: { at: string; by: Actor; text: string },
  { stores }: SyncParts,
): Promise<void> {
  const id = `${kind}:${by.id}:${at}`;
  await stores.audit.append([{ id, at, kind, actor: by, runId: null, personKey: null, operationId: null, text }]);
}

async function preview(runId: string, { sync, owner }: DeskParts): Promise<UndoPreview | null> {
  const by: Actor = { kind: 'system', id: 'instroom', name: 'Instroom' };
  try {
    const { undo } = await undoNow({ subject: { kind: 'run', runId }, by, owner, apply: false }, sync);
    return describe(runId, undo);
  } catch (error) {
    if (error instanceof InstroomError && error.code === 'not-found') return null;
    throw error;
  }
}

async function undo(
  { runId, fingerprint, by }: { runId: string; fingerprint: string; by: Actor },
  { sync, owner }: DeskParts,
): Promise<UndoOutcome> {
  const ask = { subject: { kind: 'run' as const, runId }, by, owner, apply: true, fingerprint };
  try {
    const { undo: planned, run } = await undoNow(ask, sync);
    if (run !== null) return { kind: 'undone', run };
    return planned.operations.length === 0
      ? { kind: 'nothing' }
      : { kind: 'changed', preview: describe(runId, planned) };
  } catch (error) {
    if (error instanceof InstroomError && error.code === 'not-found') return { kind: 'not-found' };
    throw error;
  }
}

function describe(runId: string, { operations, refused, settled }: UndoPlan): UndoPreview {
  return {
    runId,
    fingerprint: fingerprintOf(operations),
    sentences: operations.slice(0, shown).map(({ sentence }) => sentence),
    count: operations.length,
    refused: refused.slice(0, shown).map(({ operation, reason }) => ({ sentence: operation.sentence, reason })),
    refusedCount: refused.length,
    settled: settled.length,
  };
}
