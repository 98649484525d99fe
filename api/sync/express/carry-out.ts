import type { Decision, Run, SourceSummary } from '../../../models/run.ts';
import type { PlanDraft } from '../../engine/plan-people.ts';
import { applyRun } from '../apply-run.ts';
import { runEvent, system } from '../audit-run.ts';
import { concludeRun } from '../conclude-run.ts';
import { mustFind, type PreparedRun } from '../plan-run.ts';
import type { ExpressParts } from './express-parts.ts';

/** What every step of an express run is done with. */
export interface Around {
  run: Run;
  parts: ExpressParts;
  /** Awaited before each pack of writes; throws when another worker has taken over. */
  holdOn: () => Promise<void>;
}

/** What goes with a plan and is not of Entra. */
export interface Beside {
  sources: SourceSummary[];
  /** What the plan wants written down; null where it says nothing but what is done. */
  ledger: PreparedRun['ledger'] | null;
  /** Whose yes it goes by; without it, it may go out by itself. */
  decision?: Decision;
}

export const noMore = { nextPlanAt: null, frozen: [], heldDrift: [] };

export const planOf = ({ now, policyVersion, fingerprint, counts, operations, notes }: PlanDraft) => ({
  now,
  policyVersion,
  fingerprint,
  counts,
  operations,
  notes,
});

/** What the plan wants written down first, then the plan itself, then Entra. */
export async function carryOut(
  prepared: PreparedRun,
  { sources, ledger, decision }: Beside,
  { run, parts, holdOn }: Around,
): Promise<Run> {
  const { plan } = prepared;
  const { runs, audit } = parts.stores;
  if (ledger !== null) await parts.stores.ledger.save(parts.directory.identify().key, ledger);
  await runs.saveOperations(run.id, plan.operations);
  const at = parts.clock.now().toISOString();
  const { now, policyVersion, fingerprint, verdict, counts, notes } = plan;
  const planned = { plannedAt: at, now, policyVersion, fingerprint, verdict, counts, notes, sources };
  const isOver = plan.operations.length === 0;
  const moved = await runs.change(run.id, ['planning'], {
    ...planned,
    noteCount: notes.length,
    ...(decision === undefined ? {} : { decision }),
    ...(isOver ? { state: 'finished', finishedAt: at } : { state: 'applying' }),
  });
  if (moved === null) return mustFind(run.id, parts);
  await audit.append([runEvent('run-planned', moved, { at, actor: system, text: decision?.reason ?? '' })]);
  if (isOver) return moved;
  return concludeRun(await applyRun(moved, parts, { fresh: prepared, holdOn }), parts);
}
