import type { JoinerState } from '../../models/joiner.ts';
import type { Note } from '../../models/plan.ts';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import { type ComposedNames, composeNames, plainName } from '../engine/names/compose-names.ts';
import { personFacts } from '../engine/names/person-facts.ts';
import type { PersonPlan } from '../engine/outlook/plan-some.ts';
import type { Joiner } from './find-joiners.ts';
import { judgeMissing } from './judge-missing.ts';
import type { PlanWords } from './read-plan-words.ts';

/** A joiner as things are, before that is compared with what was told. */
export type Described = Omit<JoinerState, 'change' | 'formerStartsOn' | 'edition'>;

export interface JoinerWorld {
  policy: CompiledPolicy;
  /** What a plan of this moment says, by person key; whose rows cannot be used is not in it. */
  plans: ReadonlyMap<string, PersonPlan>;
  /** When Entra was read for those plans, an instant. */
  readAt: string;
  words: PlanWords;
  /** Why the rows of somebody cannot be used. */
  setAsideOf(personKey: string): readonly string[];
}

const mostPending = 20;

/** How far a joiner is, from HR and Entra as they were last read. Pure. */
export function describeJoiner({ person, startsOn }: Joiner, world: JoinerWorld): Described {
  const { personKey } = person;
  const plan = world.plans.get(personKey);
  const common = { personKey, name: plainName(person), startsOn };
  if (plan === undefined) return { ...common, ...describeSetAside(world.setAsideOf(personKey)) };
  const notes = joinNotes(plan, world.words.notesOf(personKey));
  const { account, operations } = plan;
  // What was refused and is not wanted any more is nobody's trouble.
  const hasFailed = operations.length > 0 && world.words.hasFailed(personKey);
  const missing = judgeMissing(plan, { notes, hasFailed }, world.policy.policy);
  return {
    ...common,
    unitName: plan.unit?.name ?? null,
    managerName: plan.manager?.name ?? null,
    missing,
    pending: operations.slice(0, mostPending).map(({ sentence }) => sentence),
    heldByRun: operations.length === 0 ? null : world.words.heldByRun,
    account: account === null ? null : verified(plan, account, world.readAt),
    ready: account !== null && missing.length === 0 && operations.length === 0,
    fixUrl: fixUrl(plan, world.policy),
  };
}

function describeSetAside(reasons: readonly string[]): Omit<Described, 'personKey' | 'name' | 'startsOn'> {
  return {
    unitName: null,
    managerName: null,
    missing: reasons.map((text) => ({ kind: 'other', text })),
    pending: [],
    heldByRun: null,
    account: null,
    ready: false,
    fixUrl: null,
  };
}

/** Who has no account yet competes with others for it, so there the plan of everybody knows more. Said once all the same. */
function joinNotes({ account, notes }: PersonPlan, ofEverybody: readonly Note[]): readonly Note[] {
  if (account !== null) return notes;
  const known = new Set(notes.map(({ kind, text }) => `${kind} ${text}`));
  return [...notes, ...ofEverybody.filter(({ kind, text }) => !known.has(`${kind} ${text}`))];
}

function verified(
  { groupCount }: PersonPlan,
  account: NonNullable<PersonPlan['account']>,
  readAt: string,
): JoinerState['account'] {
  const { userPrincipalName, accountEnabled, licences } = account;
  return {
    userPrincipalName,
    enabled: accountEnabled,
    groups: groupCount,
    licences: licences.length,
    verifiedAt: readAt,
  };
}

const nameless: ComposedNames = {
  callName: '',
  surname: '',
  sortName: '',
  birthSurname: undefined,
  partnerSurname: undefined,
};

function fixUrl({ person, standing, unit }: PersonPlan, { fixUrl: template }: CompiledPolicy): string | null {
  const { primary } = standing;
  if (template === null || primary === null) return null;
  const names = composeNames(person) ?? nameless;
  const url = template.fillWhole(personFacts({ person, employment: primary, unit, names }));
  return url !== null && URL.canParse(url) ? url : null;
}
