import type { MatchRejection } from '../../models/adoption.ts';
import { inTurns } from '../../models/in-turns.ts';
import type { LedgerChanges } from '../../models/ledger.ts';
import type { Operation, Plan } from '../../models/plan.ts';
import { driftTexts } from '../../models/texts/drift-texts.ts';
import { limitTexts } from '../../models/texts/limit-texts.ts';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import { type Drift, findDrift, markDrift } from '../engine/drift/find-drift.ts';
import { holdDrift } from '../engine/drift/hold-drift.ts';
import { assessPlan } from '../engine/limits/assess-plan.ts';
import { freezeLeavers } from '../engine/limits/freeze-leavers.ts';
import { type PlanDraft, planSteps } from '../engine/plan-people.ts';
import type { PlanInput } from '../engine/survey-world.ts';
import type { ReadWorld } from './read-world.ts';
import { checkSources } from './source-profiles.ts';

/** A plan with what belongs to it. */
export interface DraftedPlan {
  plan: Plan;
  /** To be written down before anything of the plan is carried out. */
  ledger: LedgerChanges;
  /** The instant at which the next plan differs by itself, or null when only HR can change it. */
  nextPlanAt: string | null;
  /** What would put back changes by hand and waits for somebody's choice, where the policy asks for one. */
  heldDrift: readonly Operation[];
  /** Ids of operations that are not in the plan only because leavers are held back. */
  frozen: string[];
}

/** A plan with what of it puts back changes by hand, before it is judged. */
export interface SketchedPlan {
  planned: PlanDraft;
  /** Ids of operations that are held back because leavers are. */
  frozen: string[];
  drift: Drift;
}

/** The plan that follows from what was read, judged against the limits. `now` is an instant. */
export async function draftPlan(world: ReadWorld, policy: CompiledPolicy, now: string): Promise<DraftedPlan> {
  return judgePlan(await sketchPlan(world, policy, now), world, policy);
}

/** Planning gives way to whoever waits for an answer meanwhile. */
export async function sketchPlan(world: ReadWorld, policy: CompiledPolicy, now: string): Promise<SketchedPlan> {
  const { people, urgentExits, frozenUntil: until = null } = world;
  const draft = await inTurns(planSteps(planInput(world, policy, now)));
  const { draft: planned, held: frozen } = freezeLeavers(draft, {
    until,
    people,
    urgentExits,
    policy,
  });
  const { previous: before, directory, ledger } = world;
  return { planned, frozen, drift: findDrift({ draft: planned, before, after: directory.mirror, ledger }) };
}

export function judgePlan(
  { planned, frozen, drift }: SketchedPlan,
  world: ReadWorld,
  policy: CompiledPolicy,
): DraftedPlan {
  const { language } = policy.policy;
  const isAsked = policy.policy.drift === 'ask';
  const marked = markDrift(planned, drift, driftTexts(language), isAsked);
  const { draft, held: heldDrift } = isAsked ? holdDrift(marked, drift.findings) : { draft: marked, held: [] };
  const { measures: _measures, ledger, nextChanges, ...plan } = draft;
  const assessment = {
    limits: policy.limits,
    recent: world.recent,
    sourceRefusals: checkSources(world, policy, draft.now),
    undone: world.ledger.undone,
  };
  const verdict = assessPlan(draft, assessment, limitTexts(language));
  return { plan: { ...plan, verdict }, ledger, frozen, heldDrift, nextPlanAt: earliest(nextChanges.values()) };
}

export async function makePlan(world: ReadWorld, policy: CompiledPolicy, now: string): Promise<Plan> {
  return (await draftPlan(world, policy, now)).plan;
}

export function planInput(world: ReadWorld, policy: CompiledPolicy, now: string): PlanInput {
  return {
    now,
    policy,
    people: world.people,
    units: world.units,
    setAside: world.setAside,
    joined: world.joined,
    grants: world.grants,
    urgentExits: world.urgentExits,
    directory: world.directory.mirror,
    links: world.links,
    ownership: world.ownership,
    rejections: rejectedAccounts(world.rejections),
    ledger: world.ledger,
  };
}

function rejectedAccounts(rejections: readonly MatchRejection[]): Map<string, Set<string>> {
  const byPerson = new Map<string, Set<string>>();
  for (const { personKey, accountId } of rejections)
    byPerson.set(personKey, (byPerson.get(personKey) ?? new Set()).add(accountId));
  return byPerson;
}

/** Of instants as ISO 8601 in UTC, which compare as texts. */
function earliest(instants: Iterable<string>): string | null {
  let first: string | null = null;
  for (const instant of instants) if (first === null || instant < first) first = instant;
  return first;
}
