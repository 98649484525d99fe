import type { Account, AccountAttributes, Group } from '../../models/account.ts';
import type { Employment, Person } from '../../models/person.ts';
import type { Note, Reason } from '../../models/plan.ts';
import { accountFacts, pickAttributes } from './account-facts.ts';
import { composeNames, namePerson } from './compose-names.ts';
import type { Disposition } from './decide-disposition.ts';
import { evaluateAttributes } from './evaluate-attributes.ts';
import type { Standing } from './judge-standing.ts';
import type { RuleFacts } from './membership-rule/rule-attributes.ts';
import { resolveManager } from './resolve-manager.ts';
import type { World } from './survey-world.ts';

/** Who the manager of an account should be. `keep`: HR cannot say, so what is there stays. */
export type DesiredManager =
  | { kind: 'set'; personKey: string; name: string; accountId: string | null; reasons: Reason[] }
  | { kind: 'clear'; reasons: Reason[] }
  | { kind: 'keep' };

/** A group somebody should be in, with everything that gives it. */
export interface DesiredGroup {
  group: Group;
  reasons: Reason[];
}

/**
 * What policy and grants want for one person at one moment. `attributes`: missing means not ours. `groups` is null while
 * memberships are left as they are (between the last day and the end of access).
 */
export interface DesiredAccount {
  person: Person;
  who: string;
  standing: Standing;
  attributes: AccountAttributes;
  enabled: boolean;
  deleted: boolean;
  manager: DesiredManager;
  groups: ReadonlyMap<string, DesiredGroup> | null;
  notes: Note[];
}

/** Everyone's disposition by person key, so that a manager who is made in the same plan counts as there. */
export type Dispositions = ReadonlyMap<string, Disposition>;

/** What one person should have; only asked for people whose account is kept, restored or created. */
export function desireAccount(person: Person, world: World, dispositions: Dispositions): DesiredAccount {
  const standing = world.standings.get(person.personKey);
  const names = composeNames(person);
  if (standing === undefined) throw new Error(`no standing for person ${person.personKey}`);
  const base = {
    person,
    who: namePerson(person),
    standing,
    enabled: standing.phase === 'active',
    deleted: standing.deletionDue,
  };
  const holds = standing.phase === 'active' || standing.phase === 'before-start';
  if (!holds || standing.primary === null || names === null) {
    const notes: Note[] = standing.phase === 'inactive' ? [inactiveNote(person, world)] : [];
    return {
      ...base,
      attributes: {},
      manager: { kind: 'keep' },
      groups: standing.accessEnded ? new Map() : null,
      notes,
    };
  }
  const { attributes, notes } = evaluateAttributes({ person, employment: standing.primary, names }, world);
  const manager = desireManager(person, standing.primary, { world, dispositions });
  const groups = desireGroups({ person, standing, attributes }, { world, dispositions });
  return { ...base, attributes, manager: manager.wish, groups, notes: [...notes, ...manager.notes] };
}

function inactiveNote(person: Person, world: World): Note {
  return { kind: 'inactive', personKey: person.personKey, text: world.texts.inactive(namePerson(person)) };
}

interface Surroundings {
  world: World;
  dispositions: Dispositions;
}

function desireManager(
  person: Person,
  employment: Employment,
  around: Surroundings,
): { wish: DesiredManager; notes: Note[] } {
  const { texts, units, isKnown, people } = around.world;
  const answer = resolveManager(person, employment, { units, known: isKnown });
  const who = namePerson(person);
  const keepWith = (text: string): { wish: DesiredManager; notes: Note[] } => ({
    wish: { kind: 'keep' },
    notes: [{ kind: 'unknown-manager', personKey: person.personKey, text }],
  });
  if (answer.kind === 'own-manager') return keepWith(texts.ownManager(who));
  if (answer.kind === 'unknown') {
    const { personKey, unitName } = answer;
    return keepWith(
      unitName === null ? texts.unknownManager(who, personKey) : texts.unknownHead(who, unitName, personKey),
    );
  }
  if (answer.kind === 'none') {
    if (!saysManagers(person, around.world)) return { wish: { kind: 'keep' }, notes: [] };
    return { wish: { kind: 'clear', reasons: [hr(texts.noManager, 'managerPersonKey')] }, notes: [] };
  }
  const manager = people.get(answer.personKey);
  const name = manager === undefined ? answer.personKey : namePerson(manager);
  const account = accountOf(answer.personKey, around);
  if (account === 'unclear') return keepWith(texts.unclearManager(who, name));
  if (account === null)
    return { wish: { kind: 'clear', reasons: [hr(texts.managerHasNoAccount(name), 'managerPersonKey')] }, notes: [] };
  const reasons = [hr(texts.managerIs(name), 'managerPersonKey')];
  if (answer.unitName !== null) reasons.push(hr(texts.headOf(answer.unitName), 'headPersonKey'));
  return { wish: { kind: 'set', personKey: answer.personKey, name, accountId: account.id, reasons }, notes: [] };
}

/** A flat file without a column for managers knows none, so that what is in Entra is not ours. */
function saysManagers(person: Person, world: World): boolean {
  const source = world.input.policy.policy.sources.find((entry) => entry.id === person.sourceId);
  return source?.columns === undefined || source.columns.managerPersonKey !== undefined;
}

/**
 * The account of a manager: there, or made by this very plan (`id` null); null when there is or will be none; `unclear` when it
 * cannot be told which one it is.
 */
function accountOf(personKey: string, around: Surroundings): { id: string | null } | 'unclear' | null {
  const disposition = around.dispositions.get(personKey);
  if (disposition?.kind === 'create') return { id: null };
  if (disposition?.kind === 'restore') return { id: disposition.account.id };
  const { matches, people, standings } = around.world;
  const match = matches.of(personKey);
  if (match.kind === 'linked') {
    const goes = disposition?.kind === 'keep' && standings.get(personKey)?.deletionDue === true;
    return goes ? null : { id: match.account.id };
  }
  const isReadable = people.has(personKey) && (match.kind === 'none' || match.kind === 'deleted');
  return isReadable ? null : 'unclear';
}

function desireGroups(
  subject: { person: Person; standing: Standing; attributes: AccountAttributes },
  around: Surroundings,
): Map<string, DesiredGroup> {
  const { world } = around;
  const wanted = new Map<string, DesiredGroup>();
  const want = (name: string, reason: Reason) => {
    const group = world.groups.find(name);
    if (group === null) return;
    const known = wanted.get(group.id);
    if (known === undefined) wanted.set(group.id, { group, reasons: [reason] });
    else if (!known.reasons.some((other) => other.text === reason.text)) known.reasons.push(reason);
  };
  for (const facts of factsByEmployment(subject, around)) {
    for (const role of world.rolesFor(facts)) {
      for (const name of role.groups)
        want(name, { kind: 'rule', text: world.texts.roleGives(role.title), source: `roles.${role.id}` });
    }
  }
  const own = ownFacts(subject, around);
  for (const { group, rule } of world.input.policy.groupRules) {
    if (rule.matches(own))
      want(group, { kind: 'rule', text: world.texts.ruleMatches(rule.text), source: `groups.${group}` });
  }
  for (const grant of world.grantsOf.get(subject.person.personKey) ?? []) {
    for (const name of grant.items.groups)
      want(name, { kind: 'grant', text: world.texts.grantGives(grant.reason), source: grant.id });
  }
  return wanted;
}

/** What roles look at: one set of facts for each employment that gives access. */
function factsByEmployment(
  subject: { person: Person; standing: Standing; attributes: AccountAttributes },
  around: Surroundings,
): RuleFacts[] {
  const { world } = around;
  const names = composeNames(subject.person);
  if (names === null) return [];
  const account = addressFacts(subject, around);
  const foreign = pickAttributes(currentAccount(subject.person, around), world.foreignAttributes);
  return subject.standing.entitling.map((employment) => {
    const isPrimary = employment === subject.standing.primary;
    const attributes = isPrimary
      ? subject.attributes
      : evaluateAttributes({ person: subject.person, employment, names }, world).attributes;
    return { ...foreign, ...attributes, ...account };
  });
}

/** What a group's own rule looks at: the account as it will be, with what is not ours as it is. */
function ownFacts(
  subject: { person: Person; standing: Standing; attributes: AccountAttributes },
  around: Surroundings,
): RuleFacts {
  const current = currentAccount(subject.person, around)?.attributes ?? {};
  return { ...current, ...subject.attributes, ...addressFacts(subject, around) };
}

function currentAccount(person: Person, around: Surroundings): Account | null {
  const disposition = around.dispositions.get(person.personKey);
  return disposition?.kind === 'keep' || disposition?.kind === 'restore' ? disposition.account : null;
}

function addressFacts(subject: { person: Person; standing: Standing }, around: Surroundings): RuleFacts {
  const disposition = around.dispositions.get(subject.person.personKey);
  const facts = accountFacts(currentAccount(subject.person, around), subject.standing.phase === 'active');
  if (disposition?.kind !== 'create') return facts;
  const mailNickname = disposition.address.split('@')[0] ?? '';
  return { ...facts, userPrincipalName: disposition.address, mailNickname, mail: null };
}

function hr(text: string, source: string): Reason {
  return { kind: 'hr', text, source };
}
