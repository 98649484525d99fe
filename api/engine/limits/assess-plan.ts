import type { UndoneOperation } from '../../../models/ledger.ts';
import type { Limits } from '../../../models/limit.ts';
import { type OperationCounts, OperationKind, type Refusal, type Verdict } from '../../../models/plan.ts';
import type { LimitTexts } from '../../../models/texts/limit-texts.ts';
import type { PlanMeasures } from '../measure-plan.ts';
import type { PlanDraft } from '../plan-people.ts';
import { isPassed } from './is-passed.ts';

/** What a plan is judged by, besides itself. */
export interface Assessment {
  limits: Readonly<Limits>;
  /** How many operations of each kind were done in the 24 hours before the plan: ten small runs may not do what one big one may not. */
  recent: OperationCounts;
  /** What `checkSource` found in the sources that the plan was made from. */
  sourceRefusals: readonly Refusal[];
  /** Operations that somebody took back and nobody has allowed again. */
  undone: readonly UndoneOperation[];
}

/** A first load with more than this set aside is taken for a wrong file; below this many people a share says nothing. */
const mostlySetAside = { share: 0.5, count: 50 };

/**
 * Whether a plan may go out by itself.
 * - `blocked`: a source looks incomplete (nobody at all, too many people missing or set aside, or what `checkSource` found). Needs an
 *   override with a reason.
 * - `needs-approval`: more of one kind of operation within 24 hours than the limit, or something that was undone before. Needs
 *   somebody's yes.
 * - `auto`: neither.
 *
 * Every refusal is named, those that block first, so that whoever releases a plan has read all of them.
 */
export function assessPlan(draft: PlanDraft, by: Assessment, texts: LimitTexts): Verdict {
  const blocking = [...by.sourceRefusals, ...judgePeople(draft.measures, by.limits, texts)];
  const holding = [...judgeCounts(draft, by, texts), ...judgeUndone(draft, by.undone, texts)];
  const refusals = [...blocking, ...holding];
  if (refusals.length === 0) {
    const calm = draft.operations.length === 0 ? texts.nothingToDo : texts.withinLimits;
    return { kind: 'auto', reasons: [calm], refusals };
  }
  const kind = blocking.length > 0 ? 'blocked' : 'needs-approval';
  return { kind, reasons: refusals.map(({ text }) => text), refusals };
}

/** The people that a plan rests on: nobody at all, or too many of whom nothing usable is known. */
function judgePeople(measures: PlanMeasures, limits: Readonly<Limits>, texts: LimitTexts): Refusal[] {
  const { people, setAside, linkedAccounts: population, absent, setAsideWithAccount } = measures;
  const release = texts.releaseByOverride;
  if (people === 0 && setAside === 0)
    return [{ name: 'nobody-at-all', count: 0, population, limit: null, text: texts.nobodyAtAll, release }];
  const refusals = (
    [
      ['absent-person', absent],
      ['set-aside-person', setAsideWithAccount],
    ] as const
  ).flatMap(([kind, count]): Refusal[] => {
    const limit = limits[kind];
    if (limit === undefined || !isPassed(limit, count, population)) return [];
    const text = texts.sourceLimitPassed(kind, { count, population }, limit);
    return [{ name: `too-many-${kind}`, count, population, limit, text, release }];
  });
  const total = people + setAside;
  if (setAside > mostlySetAside.count && setAside > mostlySetAside.share * total) {
    const text = texts.mostlySetAside(setAside, total);
    refusals.push({
      name: 'mostly-set-aside',
      count: setAside,
      population: total,
      limit: mostlySetAside,
      text,
      release,
    });
  }
  return refusals;
}

/** Each kind that the plan holds, together with what was done of it in the last 24 hours. */
function judgeCounts(draft: PlanDraft, by: Assessment, texts: LimitTexts): Refusal[] {
  return OperationKind.options.flatMap((kind): Refusal[] => {
    const [planned = 0, recent = 0, limit] = [draft.counts[kind], by.recent[kind], by.limits[kind]];
    const count = planned + recent;
    const population = populationOf(kind, draft.measures, recent);
    if (planned === 0 || limit === undefined || !isPassed(limit, count, population)) return [];
    const text = texts.limitPassed(kind, { count, recent, population }, limit);
    return [{ name: `too-many-${kind}`, count, population, limit, text, release: texts.releaseByApproval }];
  });
}

function judgeUndone(draft: PlanDraft, undone: readonly UndoneOperation[], texts: LimitTexts): Refusal[] {
  if (undone.length === 0) return [];
  const byId = new Map(undone.map((entry) => [entry.operationId, entry]));
  const again = draft.operations.flatMap(({ id, sentence }) => {
    const entry = byId.get(id);
    return entry === undefined ? [] : [{ entry, sentence }];
  });
  if (again.length === 0) return [];
  const text = texts.undoneBefore(
    again.map(({ entry }) => entry),
    again.map(({ sentence }) => sentence),
  );
  const [count, population] = [again.length, draft.operations.length];
  return [{ name: 'undone-before', count, population, limit: null, text, release: texts.releaseByApproval }];
}

/**
 * What a kind of operation is a share of: memberships for members, enabled accounts for disabling, people for new accounts.
 * Memberships that were added within the same 24 hours do not make room for more of them.
 */
function populationOf(kind: OperationKind, measures: PlanMeasures, recent: number): number {
  if (kind === 'create-account') return measures.people;
  if (kind === 'disable-account' || kind === 'revoke-sessions') return measures.enabledAccounts;
  if (kind === 'add-member') return Math.max(measures.memberships - recent, 0);
  if (kind === 'remove-member') return measures.memberships;
  return measures.linkedAccounts;
}
