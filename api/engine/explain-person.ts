import type { Account, AccountAttribute } from '../../models/account.ts';
import type { Note, Operation, Reason } from '../../models/plan.ts';
import { accessSubject } from './access-subject.ts';
import { decideDispositions } from './decide-disposition.ts';
import { type DesiredAccount, desireAccount } from './desire-account.ts';
import { managerReasons } from './desire-manager.ts';
import { enabledReasons } from './diff-account.ts';
import { describeManager } from './diff-manager.ts';
import { endOfItem } from './end-of-item.ts';
import { type Item, nameOf, type Wanted } from './items.ts';
import type { PlanDraft } from './plan-people.ts';
import type { AccessSubject } from './policy-access.ts';
import { type PlanInput, surveyWorld, type World } from './survey-world.ts';
import { traceReasons } from './trace-reasons.ts';

/**
 * One thing somebody has or should have, and why. `has` and `wants` are null where there is nothing; `wouldEndWhen` says what would take it
 * away, null where there is nothing to take.
 */
export interface ExplainedItem {
  item: string;
  has: string | null;
  wants: string | null;
  reasons: readonly Reason[];
  wouldEndWhen: string | null;
  /** What would be done about it now, as a sentence; null when nothing. */
  operation: string | null;
}

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

/**
 * What one person has, should have and why, at the moment of the plan.
 * @param draft - the plan of the same input, for what would be done
 * @returns null when no source names this person
 */
export function explainPerson(
  personKey: string,
  input: PlanInput,
  draft: Pick<PlanDraft, 'operations' | 'notes' | 'nextChanges'>,
): Explanation | null {
  const world = surveyWorld(input);
  if (!world.people.has(personKey)) return null;
  const match = world.matches.of(personKey);
  const account = match.kind === 'linked' ? match.account : null;
  const own = draft.operations.filter((operation) => operation.personKey === personKey);
  return {
    person: { personKey, name: world.nameOf(personKey) },
    on: input.now,
    phase: world.standingOf(personKey).phase,
    account: account && {
      id: account.id,
      userPrincipalName: account.userPrincipalName,
      accountEnabled: account.accountEnabled,
    },
    items: explainItems(personKey, account, world).map((item) => ({ ...item, operation: operationOn(item, own) })),
    operations: own,
    notes: draft.notes.filter((note) => note.personKey === personKey),
    nextChangeAt: draft.nextChanges.get(personKey) ?? null,
  };
}

type Explained = Omit<ExplainedItem, 'operation'>;

function explainItems(personKey: string, account: Account | null, world: World): Explained[] {
  const dispositions = decideDispositions(world);
  const disposition = dispositions.get(personKey);
  const person = world.people.get(personKey);
  if (person === undefined || disposition === undefined || disposition.kind === 'leave')
    return account === null ? [] : explainAccess(null, account, world);
  const desired = desireAccount(person, disposition, { world, dispositions });
  return [
    explainEnabled(desired, account, world),
    ...explainAttributes(desired, account, world),
    ...explainManager(desired, account, world),
    ...explainAccess(desired, account, world),
  ];
}

function explainEnabled(desired: DesiredAccount, account: Account | null, world: World): Explained {
  return {
    item: 'enabled',
    has: account === null ? null : String(account.accountEnabled),
    wants: String(desired.enabled),
    reasons: enabledReasons(desired, world),
    wouldEndWhen: desired.enabled ? endOfItem([], desired, world) : null,
  };
}

function explainAttributes(desired: DesiredAccount, account: Account | null, world: World): Explained[] {
  return Object.entries(desired.attributes).map(([name, wish]) => {
    const attribute = name as AccountAttribute;
    const wants = wish ?? null;
    const reasons = [{ kind: 'hr' as const, text: world.texts.hrSays(attribute, wants), source: `attributes.${name}` }];
    const has = account?.attributes[attribute] ?? null;
    return { item: name, has, wants, reasons, wouldEndWhen: world.texts.endsWithHr };
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

const kindNames: Readonly<Record<Item['kind'], string>> = { group: 'group', licence: 'licence', 'app-role': 'app' };

/** What is held and what is wanted, each with its reasons; what is held and not given by anybody any more says so. */
function explainAccess(desired: DesiredAccount | null, account: Account | null, world: World): Explained[] {
  const held = world.held.of(account?.id ?? '');
  const wanted: Wanted = desired?.access ?? new Map();
  const keys = [...new Set([...wanted.keys(), ...held])];
  return keys.flatMap((key) => {
    const found = wanted.get(key);
    const item = found?.item ?? world.items.byKey.get(key);
    if (item === undefined) return [];
    const name = nameOf(item);
    const isOurs = desired !== null && world.isManaged(desired.person.personKey, key);
    const isLeftAlone = !isOurs || desired.access === null;
    const wants = found !== undefined || isLeftAlone ? name : null;
    const reasons =
      desired === null ? [] : traceReasons(found?.reasons ?? [], subjectOf(desired, account, world), world);
    return [
      {
        item: `${kindNames[item.kind]} ${name}`,
        has: held.has(key) ? name : null,
        wants,
        reasons: reasons.length > 0 ? reasons : [leftAlone(isLeftAlone, world)],
        wouldEndWhen: isOurs ? endOfItem(reasons, desired, world) : world.texts.handMade,
      },
    ];
  });
}

function subjectOf({ person, standing }: DesiredAccount, account: Account | null, world: World): AccessSubject {
  return accessSubject(person, standing, { world, account, address: account?.userPrincipalName ?? '' });
}

/** The operation that brings an item to what is wanted. */
function operationOn({ item }: Explained, operations: readonly Operation[]): string | null {
  const [, name] = /^(?:group|licence|app) (.+)$/.exec(item) ?? [];
  const about = ({ kind, target, after }: Operation): boolean => {
    if (name !== undefined) {
      const app = `${target.appName}: ${target.appRoleName}`;
      return target.groupName === name || target.skuName === name || app === name;
    }
    if (item === 'manager') return kind === 'set-manager' || kind === 'remove-manager';
    if (item === 'enabled') return kind === 'enable-account' || kind === 'disable-account';
    return (kind === 'update-account' || kind === 'create-account') && after !== null && item in after;
  };
  return operations.find(about)?.sentence ?? null;
}

/** Everything that somebody holds has a reason, even if it is only that nothing takes it away today. */
function leftAlone(isLeftAlone: boolean, world: World): Reason {
  const text = isLeftAlone ? world.texts.leftAsItIs : world.texts.nothingGivesIt;
  return { kind: 'policy', text, source: null };
}
