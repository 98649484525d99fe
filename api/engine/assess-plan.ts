import type { Limit, LimitKind } from '../../models/limit.ts';
import type { OperationKind, Verdict } from '../../models/plan.ts';
import type { PlanTexts } from '../../models/texts/plan-texts.ts';
import type { PlanMeasures } from './measure-plan.ts';
import type { PlanDraft } from './plan-people.ts';

/** A first load with more than this set aside is taken for a wrong file; below this many people a share says nothing. */
const mostlySetAside = { share: 0.5, count: 50 };

/**
 * Whether a plan may go out by itself.
 * - `blocked`: the source looks incomplete (nobody at all, too many people missing or set aside). Needs an override with a reason.
 * - `needs-approval`: more of one kind of operation than the limit. Needs somebody's yes.
 * - `auto`: neither.
 */
export function assessPlan(
  draft: PlanDraft,
  limits: Readonly<Partial<Record<LimitKind, Limit>>>,
  texts: PlanTexts,
): Verdict {
  const blocking = judgeSource(draft.measures, limits, texts);
  if (blocking.length > 0) return { kind: 'blocked', reasons: blocking, refusals: [] };
  const passed = Object.entries(draft.counts).flatMap(([kind, count]) => {
    const limit = limits[kind as OperationKind];
    const population = populationOf(kind as OperationKind, draft.measures);
    return limit !== undefined && isPassed(limit, count, population)
      ? [texts.limitPassed(kind as OperationKind, count, population, limit)]
      : [];
  });
  if (passed.length > 0) return { kind: 'needs-approval', reasons: passed, refusals: [] };
  return {
    kind: 'auto',
    reasons: [draft.operations.length === 0 ? texts.nothingToDo : texts.withinLimits],
    refusals: [],
  };
}

function judgeSource(
  measures: PlanMeasures,
  limits: Readonly<Partial<Record<LimitKind, Limit>>>,
  texts: PlanTexts,
): string[] {
  const { people, setAside, linkedAccounts, absent, setAsideWithAccount } = measures;
  if (people === 0 && setAside === 0) return [texts.nobodyAtAll];
  const reasons: string[] = [];
  const judge = (kind: LimitKind, count: number) => {
    const limit = limits[kind];
    if (limit !== undefined && isPassed(limit, count, linkedAccounts)) {
      reasons.push(texts.sourceLimitPassed(kind, count, linkedAccounts, limit));
    }
  };
  judge('absent-person', absent);
  judge('set-aside-person', setAsideWithAccount);
  if (setAside > mostlySetAside.count && setAside > mostlySetAside.share * (people + setAside)) {
    reasons.push(texts.mostlySetAside(setAside, people + setAside));
  }
  return reasons;
}

/** Both the count and the share must be passed; where there is less than the floor, the count alone decides. */
function isPassed(limit: Limit, count: number, population: number): boolean {
  if (count <= limit.count) return false;
  return population < limit.floor || count > limit.share * population;
}

/** What a kind of operation is a share of: memberships for members, enabled accounts for disabling, people for new accounts. */
function populationOf(kind: OperationKind, measures: PlanMeasures): number {
  if (kind === 'create-account') return measures.people;
  if (kind === 'disable-account' || kind === 'revoke-sessions') return measures.enabledAccounts;
  if (kind === 'add-member' || kind === 'remove-member') return measures.memberships;
  return measures.linkedAccounts;
}
