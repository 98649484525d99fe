import type { ApprovalStage, Approvals } from '../../models/approvals.ts';
import type { Policy } from '../../models/policy.ts';
import type { AskedItem, Stage, Subject, Track } from '../../models/request.ts';

/** What decides on the way of a request beside its subject. */
export interface RouteAround {
  policy: Pick<Policy, 'approvals' | 'catalogue'>;
  /** Keys of the items of a replacement that go along without their owner; the manager says yes to them. */
  needed: ReadonlySet<string>;
}

interface Leg {
  items: string[];
  stages: readonly ApprovalStage[];
}

/** The tracks of a request, each with its stages in order; the first stage of each is open from `at`. Approvers are still to be found. */
export function routeRequest(subject: Subject, { policy, needed }: RouteAround, at: string): Track[] {
  return legsOf(subject, policy, needed).map(({ items, stages }, index) => ({
    id: `t${index + 1}`,
    items,
    state: 'open',
    stages: stages.map((stage, place) => newStage(stage, place === 0 ? at : null)),
  }));
}

function newStage({ by, need }: ApprovalStage, openedAt: string | null): Stage {
  return {
    by: [...by],
    need: need === 'any' ? 1 : need === 'all' ? null : need,
    state: openedAt === null ? 'waiting' : 'open',
    approvers: [],
    answers: [],
    openedAt,
    remindedAt: null,
    escalatedAt: null,
  };
}

function legsOf(subject: Subject, policy: RouteAround['policy'], needed: ReadonlySet<string>): Leg[] {
  const { approvals } = policy;
  switch (subject.kind) {
    case 'replacement':
      return replacementLegs(subject.items, approvals, needed);
    case 'exception':
      return [{ items: [subject.item.key], stages: stagesOfItem(subject.item, policy) }];
    case 'extension':
      return extensionLegs(subject.items, policy);
    case 'urgent-exit':
      return [{ items: [], stages: approvals.urgentExit }];
    case 'run-release':
      return [{ items: [], stages: [{ by: approvals.run.by, need: 'any' }] }];
    case 'policy-change': {
      const { by, twoAbove } = approvals.policyChange;
      return [{ items: [], stages: [{ by, need: subject.people > twoAbove ? 2 : 1 }] }];
    }
    case 'drift':
      return [{ items: [], stages: approvals.drift }];
    case 'match':
      return [{ items: [], stages: approvals.match }];
    case 'doubt':
      return [{ items: [], stages: approvals.doubt }];
    case 'freeze':
      return [{ items: [], stages: approvals.freeze }];
  }
}

const stagesOfItem = ({ key }: AskedItem, policy: RouteAround['policy']): readonly ApprovalStage[] =>
  policy.catalogue.find(({ id }) => id === key)?.approval ?? policy.approvals.exception;

/** What goes along by policy is one question, for the manager; what its owner is asked about is one question for each set of owners. */
function replacementLegs(items: readonly AskedItem[], approvals: Approvals, needed: ReadonlySet<string>): Leg[] {
  const along = items.filter(({ key }) => needed.has(key));
  const asked = items.filter(({ key }) => !needed.has(key));
  const legs = byOwners(asked).map((group) => ({ items: keysOf(group), stages: approvals.replacement }));
  if (along.length === 0) return legs;
  return [{ items: keysOf(along), stages: [{ by: ['manager'], need: 'any' }] }, ...legs];
}

/** Each set of stages and owners is one question. */
function extensionLegs(items: readonly AskedItem[], policy: RouteAround['policy']): Leg[] {
  const byStages = new Map<string, { items: AskedItem[]; stages: readonly ApprovalStage[] }>();
  for (const item of items) {
    const stages = stagesOfItem(item, policy);
    const key = JSON.stringify(stages);
    byStages.set(key, { stages, items: [...(byStages.get(key)?.items ?? []), item] });
  }
  return [...byStages.values()].flatMap((group) =>
    byOwners(group.items).map((owned) => ({ items: keysOf(owned), stages: group.stages })),
  );
}

const keysOf = (items: readonly AskedItem[]): string[] => items.map(({ key }) => key);

function byOwners(items: readonly AskedItem[]): AskedItem[][] {
  const groups = new Map<string, AskedItem[]>();
  for (const item of items) {
    const owners = item.owners.map((owner) => owner.toLowerCase()).sort();
    const key = JSON.stringify(owners);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()];
}

/** The items that a subject is about. */
export function itemsOf(subject: Subject): readonly AskedItem[] {
  if (subject.kind === 'exception') return [subject.item];
  return subject.kind === 'replacement' || subject.kind === 'extension' ? subject.items : [];
}
