import type { Account } from '../../models/account.ts';
import type { Person } from '../../models/person.ts';
import type { Note, Operation, Reason } from '../../models/plan.ts';
import { namePerson } from './compose-names.ts';
import { decideDispositions } from './decide-disposition.ts';
import { desireAccount } from './desire-account.ts';
import type { PlanDraft } from './plan-people.ts';
import { type PlanInput, surveyWorld, type World } from './survey-world.ts';

/** One thing somebody has or should have, and why. `has` and `wants` are null where there is nothing. */
export interface ExplainedItem {
  item: string;
  has: string | null;
  wants: string | null;
  reasons: Reason[];
}

export interface Explanation {
  personKey: string;
  name: string;
  /** The instant it was worked out for. */
  on: string;
  phase: string;
  account: { id: string; userPrincipalName: string; accountEnabled: boolean } | null;
  items: ExplainedItem[];
  operations: Operation[];
  notes: Note[];
}

/**
 * What one person has, should have and why, at the moment of the plan.
 * @param draft - the plan of the same input, for what would be done
 * @returns null when no source names this person
 */
export function explainPerson(
  personKey: string,
  input: PlanInput,
  draft: Pick<PlanDraft, 'operations' | 'notes'>,
): Explanation | null {
  const world = surveyWorld(input);
  const person = world.people.get(personKey);
  if (person === undefined) return null;
  const match = world.matches.of(personKey);
  const account = match.kind === 'linked' ? match.account : null;
  return {
    personKey,
    name: namePerson(person),
    on: input.now,
    phase: world.standings.get(personKey)?.phase ?? 'unknown',
    account: account && {
      id: account.id,
      userPrincipalName: account.userPrincipalName,
      accountEnabled: account.accountEnabled,
    },
    items: explainItems(person, account, world),
    operations: draft.operations.filter((operation) => operation.personKey === personKey),
    notes: draft.notes.filter((note) => note.personKey === personKey),
  };
}

function explainItems(person: Person, account: Account | null, world: World): ExplainedItem[] {
  const dispositions = decideDispositions(world);
  if (dispositions.get(person.personKey)?.kind === 'leave') return [];
  const desired = desireAccount(person, world, dispositions);
  const items: ExplainedItem[] = [
    {
      item: 'enabled',
      has: account === null ? null : String(account.accountEnabled),
      wants: String(desired.enabled),
      reasons: [],
    },
  ];
  for (const [attribute, wants] of Object.entries(desired.attributes)) {
    const has = account?.attributes[attribute as keyof typeof account.attributes] ?? null;
    const text = world.texts.hrSays(attribute as keyof typeof desired.attributes, wants ?? null);
    items.push({
      item: attribute,
      has,
      wants: wants ?? null,
      reasons: [{ kind: 'hr', text, source: `attributes.${attribute}` }],
    });
  }
  if (desired.manager.kind !== 'keep') {
    const wants = desired.manager.kind === 'set' ? desired.manager.name : null;
    items.push({ item: 'manager', has: nameManager(account, world), wants, reasons: desired.manager.reasons });
  }
  return [...items, ...explainGroups(desired.groups, account, world)];
}

function nameManager(account: Account | null, world: World): string | null {
  if (!account?.managerId) return null;
  const owner = world.people.get(world.matches.ownerOf(account.managerId) ?? '');
  return owner === undefined ? account.managerId : namePerson(owner);
}

function explainGroups(
  wanted: ReturnType<typeof desireAccount>['groups'],
  account: Account | null,
  world: World,
): ExplainedItem[] {
  const has = (account === null ? undefined : world.groupIdsOf.get(account.id)) ?? new Set<string>();
  const ids = new Set([...(wanted?.keys() ?? has), ...has]);
  return [...ids].flatMap((id) => {
    const group = world.groups.byId.get(id);
    if (group === undefined) return [];
    const want = wanted === null ? has.has(id) : wanted.has(id);
    const name = group.displayName;
    return [
      {
        item: `group ${name}`,
        has: has.has(id) ? name : null,
        wants: want ? name : null,
        reasons: wanted?.get(id)?.reasons ?? [],
      },
    ];
  });
}
