import { emptyLedger } from '../../models/ledger.ts';
import type { Plan } from '../../models/plan.ts';
import { planTexts } from '../../models/texts/plan-texts.ts';
import { assessPlan } from '../engine/assess-plan.ts';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import { planPeople } from '../engine/plan-people.ts';
import type { PlanInput } from '../engine/survey-world.ts';
import type { ReadWorld } from './read-world.ts';

/** The plan that follows from what was read, judged against the limits. `now` is an instant. */
export function makePlan(world: ReadWorld, policy: CompiledPolicy, now: string): Plan {
  const { measures, ...draft } = planPeople(planInput(world, policy, now));
  const verdict = assessPlan({ ...draft, measures }, policy.limits, planTexts(policy.policy.language));
  return { ...draft, verdict };
}

export function planInput(world: ReadWorld, policy: CompiledPolicy, now: string): PlanInput {
  return {
    now,
    policy,
    people: world.people,
    units: world.units,
    setAside: world.setAside,
    grants: [],
    urgentExits: [],
    directory: world.directory.mirror,
    links: world.links,
    ownership: new Map(),
    ledger: emptyLedger,
  };
}
