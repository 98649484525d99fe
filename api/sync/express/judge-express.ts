import { OperationKind } from '../../../models/plan.ts';
import type { Run } from '../../../models/run.ts';
import { limitTexts } from '../../../models/texts/limit-texts.ts';
import type { CompiledPolicy } from '../../engine/compiled-policy.ts';
import { findDrift } from '../../engine/drift/find-drift.ts';
import { assessPlan } from '../../engine/limits/assess-plan.ts';
import { freezeLeavers } from '../../engine/limits/freeze-leavers.ts';
import { narrowInput } from '../../engine/outlook/narrow-input.ts';
import type { PlanDraft } from '../../engine/plan-people.ts';
import type { ExpressParts } from './express-parts.ts';
import type { ExpressWorld } from './express-world.ts';

const dayMs = 86_400_000;

/**
 * Why a plan of some people must not go out by itself; null when it may. Judged with the populations of everybody and with what was done
 * in the last 24 hours. Whatever somebody has to say something about is for a run over everybody, which asks.
 */
export async function whyNot(
  draft: PlanDraft,
  { world, input, before, touched }: ExpressWorld,
  { policy, parts }: { policy: CompiledPolicy; parts: ExpressParts },
): Promise<string | null> {
  if (draft.operations.length === 0) return null;
  const { urgentExits, frozenUntil: until = null, ledger } = world;
  const keys = new Set(draft.operations.flatMap(({ personKey }) => personKey ?? []));
  const people = input.people.filter(({ personKey }) => keys.has(personKey));
  if (freezeLeavers(draft, { until, people, urgentExits, policy }).held.length > 0) return 'Leavers are held back.';
  const [then, now] = [before, input].map((one) => narrowInput([...keys], one).directory);
  if (then !== undefined && now !== undefined) {
    // Of whom we wrote ourselves since Entra was read, the reading tells nothing.
    const operations = draft.operations.filter(({ personKey }) => !touched.has(personKey ?? ''));
    const drift = findDrift({ draft: { ...draft, operations }, before: then, after: now, ledger });
    if (drift.findings.length > 0) return 'Something was changed by hand.';
  }
  const kinds = OperationKind.options.filter((kind) => draft.counts[kind] && policy.limits[kind] !== undefined);
  const lately = {
    since: new Date(Date.parse(draft.now) - dayMs).toISOString(),
    until: new Date(Date.parse(draft.now) + dayMs).toISOString(),
  };
  const recent = kinds.length === 0 ? {} : await parts.stores.runs.countDone({ ...lately, kinds });
  const measures = parts.measure(before);
  const assessment = { limits: policy.limits, recent, sourceRefusals: [], undone: ledger.undone };
  const verdict = assessPlan({ ...draft, measures }, assessment, limitTexts(policy.policy.language));
  if (verdict.kind !== 'auto') return verdict.reasons.join(' ');
  return whatOthersSaid(draft, parts);
}

/** What the newest run over everybody left for somebody to decide, or what somebody decided, is not done behind their back. */
async function whatOthersSaid(draft: PlanDraft, { stores }: ExpressParts): Promise<string | null> {
  const recent = await stores.runs.list({ limit: 10, about: 'everybody', withoutNotes: true });
  const newest = recent.find(({ plannedAt }) => plannedAt !== null);
  if (newest === undefined) return null;
  if (newest.state === 'blocked') return `Run ${newest.id} is blocked: HR looks broken.`;
  const kept = await keeperOf(newest, stores);
  const ids = draft.operations.map(({ id }) => id);
  const known = await stores.runs.findOperations(kept.id, ids);
  const isUndecided = kept.state === 'awaiting-approval' || kept.state === 'rejected' || kept.state === 'blocked';
  const isHeld = known.some(({ result }) => (result === null ? isUndecided : result.error?.code === 'held-back'));
  return isHeld ? `Run ${kept.id} holds some of it back.` : null;
}

/** A run that gave the very same plan as one before leaves the word to that one. */
async function keeperOf(run: Run, { runs }: ExpressParts['stores']): Promise<Run> {
  return run.supersededBy === null ? run : ((await runs.find(run.supersededBy)) ?? run);
}
