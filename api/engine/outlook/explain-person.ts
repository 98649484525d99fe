import type { Account, AccountAttribute } from '../../../models/account.ts';
import type { Note, Operation } from '../../../models/plan.ts';
import { atOnce, type Steps } from '../../../models/steps.ts';
import { accessSubject } from '../access/access-subject.ts';
import type { AccessSubject } from '../access/policy-access.ts';
import { type Disposition, type Dispositions, dispositionOf, dispositionSteps } from '../account/decide-disposition.ts';
import { type DesiredAccount, desireAccount } from '../account/desire-account.ts';
import { managerReasons } from '../account/desire-manager.ts';
import { enabledReasons } from '../account/diff-account.ts';
import { describeManager } from '../account/diff-manager.ts';
import type { Dossier } from '../dossiers.ts';
import { type PlanDraft, planWithin } from '../plan-people.ts';
import { type PlanInput, surveySteps, type World } from '../survey-world.ts';
import { endOfEnabled } from './end-of-item.ts';
import { type Explained, type ExplainedItem, explainAccess, explainHeldOnly, itemOf } from './explain-access.ts';
import { isAccountKnown, narrowInput } from './narrow-input.ts';
import { whoSays } from './who-says.ts';

export interface Explanation {
  person: { personKey: string; name: string };
  /** The instant it was worked out for. */
  on: string;
  phase: string;
  account: { id: string; userPrincipalName: string; accountEnabled: boolean } | null;
  items: ExplainedItem[];
  operations: Operation[];
  notes: Note[];
  /** The next instant at which something changes by itself; null when never. */
  nextChangeAt: string | null;
}

/** A world with what is to be done in it. */
interface Planned {
  world: World;
  dispositions: Dispositions;
  draft: PlanDraft;
}

/**
 * What one person has, should have and why, at the moment of the input. Only what that person rests on is planned, unless somebody in it has
 * no account yet, or competes with others for an address or a seat: then everybody is.
 * @returns null when no source names this person
 */
export function explainPerson(personKey: string, input: PlanInput): Explanation | null {
  return atOnce(createExplainer(input)(personKey));
}

/** The same in steps, for many questions about one input: where everybody has to be planned, that is done once. */
export function createExplainer(input: PlanInput): (personKey: string) => Steps<Explanation | null> {
  let planned: Planned | null = null;
  const planAll = function* (): Steps<Planned> {
    planned ??= yield* plan(input);
    return planned;
  };
  return (personKey) => explain(personKey, input, planAll);
}

function* explain(personKey: string, input: PlanInput, planAll: () => Steps<Planned>): Steps<Explanation | null> {
  const around = narrowInput([personKey], input);
  if (!around.people.some((person) => person.personKey === personKey)) return null;
  const narrow = yield* plan(around);
  const planned = isDecidedAlone(personKey, narrow) ? narrow : yield* planAll();
  return explainWithin(planned.world.dossierOf(personKey) as Dossier, planned);
}

function* plan(input: PlanInput): Steps<Planned> {
  const world = yield* surveySteps(input);
  const dispositions = yield* dispositionSteps(world);
  return { world, dispositions, draft: yield* planWithin(world, dispositions) };
}

/** What is given out among people: addresses and seats. */
const contested: readonly (Operation['kind'] | Note['kind'])[] = [
  'create-account',
  'rename-account',
  'rename-proposed',
  'assign-licence',
  'no-seat',
];

function isDecidedAlone(personKey: string, { world, draft }: Planned): boolean {
  const competes = [...draft.operations, ...draft.notes].some(
    (entry) => entry.personKey === personKey && contested.includes(entry.kind),
  );
  return !competes && world.dossiers.every(isAccountKnown);
}

function explainWithin(dossier: Dossier, { world, dispositions, draft }: Planned): Explanation {
  const { input } = world;
  const { match, standing } = dossier;
  const { personKey } = dossier.person;
  const account = match.kind === 'linked' ? match.account : null;
  const own = draft.operations.filter((operation) => operation.personKey === personKey);
  return {
    person: { personKey, name: world.nameOf(personKey) },
    on: input.now,
    phase: standing.phase,
    account: account && {
      id: account.id,
      userPrincipalName: account.userPrincipalName,
      accountEnabled: account.accountEnabled,
    },
    items: explainItems(dossier, account, { world, dispositions }).map((item) => ({
      ...item,
      operation: operationOn(item, own),
    })),
    operations: own,
    notes: draft.notes.filter((note) => note.personKey === personKey),
    nextChangeAt: draft.nextChanges.get(personKey) ?? null,
  };
}

function explainItems(
  dossier: Dossier,
  account: Account | null,
  { world, dispositions }: Pick<Planned, 'world' | 'dispositions'>,
): Explained[] {
  const disposition = dispositionOf(dossier, dispositions);
  if (disposition.kind === 'leave') return account === null ? [] : explainHeldOnly(account, world);
  const desired = desireAccount(dossier, disposition, { world, dispositions });
  const subject = subjectOf(dossier, desired, { disposition, world });
  return [
    explainEnabled(desired, account, world),
    ...explainAttributes(dossier, desired, { account, world }),
    ...explainManager(desired, account, world),
    ...explainAccess(desired, account, { world, subject }),
  ];
}

function explainEnabled(desired: DesiredAccount, account: Account | null, world: World): Explained {
  return {
    item: 'enabled',
    has: account === null ? null : String(account.accountEnabled),
    wants: String(desired.enabled),
    reasons: enabledReasons(desired, world),
    wouldEndWhen: desired.enabled ? endOfEnabled(desired, world) : null,
  };
}

function explainAttributes(
  dossier: Dossier,
  desired: DesiredAccount,
  { account, world }: { account: Account | null; world: World },
): Explained[] {
  return Object.entries(desired.attributes).map(([name, wish]) => {
    const attribute = name as AccountAttribute;
    const text = world.texts.hrSays(attribute, wish, whoSays(attribute, dossier, world.input.policy));
    const reasons = [{ kind: 'hr' as const, text, source: `attributes.${name}` }];
    const has = account?.attributes[attribute] ?? null;
    return { item: name, has, wants: wish, reasons, wouldEndWhen: world.texts.endsWithHr };
  });
}

function explainManager(desired: DesiredAccount, account: Account | null, world: World): Explained[] {
  const { manager } = desired;
  if (manager.kind === 'keep') return [];
  const has = account?.managerId ? describeManager(account.managerId, world) : null;
  const wants = manager.kind === 'set' ? world.nameOf(manager.personKey) : null;
  const wouldEndWhen = wants === null ? null : world.texts.endsWithHr;
  return [{ item: 'manager', has, wants, reasons: managerReasons(manager, world), wouldEndWhen }];
}

/** The person as rules were asked about them. */
function subjectOf(
  dossier: Dossier,
  { manager }: DesiredAccount,
  { disposition, world }: { disposition: Exclude<Disposition, { kind: 'leave' }>; world: World },
): AccessSubject {
  const isNew = disposition.kind === 'create';
  const account = isNew ? null : disposition.account;
  const address = isNew ? disposition.address : disposition.account.userPrincipalName;
  const managerId = manager.kind === 'set' ? manager.accountId : (account?.managerId ?? null);
  return accessSubject(dossier, { world, account, address, managerId });
}

/** The operation that brings an item to what is wanted. */
function operationOn({ item }: Explained, operations: readonly Operation[]): string | null {
  const about = ({ kind, target, after }: Operation): boolean => {
    if (item === 'manager') return kind === 'set-manager' || kind === 'remove-manager';
    if (item === 'enabled') return kind === 'enable-account' || kind === 'disable-account';
    if (kind === 'update-account' || kind === 'create-account') return after !== null && item in after;
    return itemOf(target) === item;
  };
  return operations.find(about)?.sentence ?? null;
}
