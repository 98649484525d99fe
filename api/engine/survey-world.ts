import type { Account, AccountAttribute, DirectoryMirror, Group } from '../../models/account.ts';
import type { Grant, UrgentExit } from '../../models/grant.ts';
import type { Ledger } from '../../models/ledger.ts';
import type { Person, SetAside, Unit } from '../../models/person.ts';
import { type PlanTexts, planTexts } from '../../models/texts/plan-texts.ts';
import { foreignAttributes } from './account-facts.ts';
import { type Calendar, createCalendar } from './calendar.ts';
import { type CompiledPolicy, type CompiledRole, managedGroupNames } from './compiled-policy.ts';
import { createRoleEvaluator } from './evaluate-roles.ts';
import { judgeStanding, type Standing } from './judge-standing.ts';
import { type Matches, matchAccounts } from './match-accounts.ts';
import type { RuleFacts } from './membership-rule/rule-attributes.ts';
import { type ManagedGroups, resolveGroups } from './resolve-groups.ts';

/** Everything a plan follows from. `now` is an instant, ISO 8601. */
export interface PlanInput {
  now: string;
  policy: CompiledPolicy;
  people: readonly Person[];
  units: readonly Unit[];
  setAside: readonly SetAside[];
  grants: readonly Grant[];
  urgentExits: readonly UrgentExit[];
  directory: Pick<DirectoryMirror, 'accounts' | 'deletedAccounts' | 'groups' | 'applications' | 'skus'>;
  /** Accepted or former links: person key to account id. */
  links: ReadonlyMap<string, string>;
  /** For accounts that were there before us: the attributes that were accepted as ours. Who is not named here is ours altogether. */
  ownership: ReadonlyMap<string, readonly AccountAttribute[]>;
  /** What earlier plans wrote down. */
  ledger: Ledger;
}

/** The input, indexed once so that every later step looks up instead of searching. */
export interface World {
  input: PlanInput;
  texts: PlanTexts;
  calendar: Calendar;
  people: ReadonlyMap<string, Person>;
  units: ReadonlyMap<string, Unit>;
  standings: ReadonlyMap<string, Standing>;
  matches: Matches;
  groups: ManagedGroups;
  /** Ids of the managed groups that an account is in, by account id. */
  groupIdsOf: ReadonlyMap<string, ReadonlySet<string>>;
  accountsById: ReadonlyMap<string, Account>;
  accountsByAddress: ReadonlyMap<string, Account>;
  /** Addresses that a restore from the recycle bin would bring back, in lower case. */
  addressesInBin: ReadonlySet<string>;
  grantsOf: ReadonlyMap<string, readonly Grant[]>;
  /** Attributes that rules ask for and others keep. */
  foreignAttributes: readonly AccountAttribute[];
  rolesFor(facts: RuleFacts): readonly CompiledRole[];
  /** Whether HR or the directory knows this person key at all. */
  isKnown(personKey: string): boolean;
}

export function surveyWorld(input: PlanInput): World {
  const texts = planTexts(input.policy.policy.language);
  const calendar = createCalendar(input.now, input.policy.policy);
  const people = new Map(input.people.map((person) => [person.personKey, person]));
  const standings = new Map(input.people.map((person) => [person.personKey, judgeStanding(person, calendar)]));
  const deletedAccounts = input.directory.deletedAccounts.map(withOwnName);
  const matches = matchAccounts({
    people: input.people,
    accounts: input.directory.accounts,
    deletedAccounts,
    links: input.links,
    hasEnded: (personKey) => standings.get(personKey)?.phase === 'ended',
  });
  const groups = resolveGroups(managedNames(input), input.directory.groups, texts);
  const setAside = new Set(input.setAside.map((entry) => entry.personKey));
  return {
    input,
    texts,
    calendar,
    people,
    standings,
    matches,
    groups,
    units: new Map(input.units.map((unit) => [unit.unitKey, unit])),
    groupIdsOf: indexMemberships([...groups.byId.values()]),
    accountsById: new Map(input.directory.accounts.map((account) => [account.id, account])),
    accountsByAddress: indexAddresses(input.directory.accounts),
    addressesInBin: new Set(indexAddresses(deletedAccounts).keys()),
    grantsOf: indexGrants(input.grants, input.now),
    foreignAttributes: foreignAttributes(input.policy),
    rolesFor: createRoleEvaluator(input.policy),
    isKnown: (personKey) => people.has(personKey) || setAside.has(personKey) || matches.of(personKey).kind === 'linked',
  };
}

function managedNames(input: PlanInput): string[] {
  const names = new Map(managedGroupNames(input.policy).map((name) => [name.toLowerCase(), name]));
  for (const grant of input.grants) for (const name of grant.items.groups) names.set(name.toLowerCase(), name);
  return [...names.values()];
}

function indexMemberships(groups: readonly Group[]): Map<string, Set<string>> {
  const index = new Map<string, Set<string>>();
  for (const group of groups) {
    for (const accountId of group.memberIds ?? []) {
      const ids = index.get(accountId);
      if (ids === undefined) index.set(accountId, new Set([group.id]));
      else ids.add(group.id);
    }
  }
  return index;
}

/** Every address that somebody has, in lower case. A sign-in name outweighs mail, and mail an alias. */
function indexAddresses(accounts: readonly Account[]): Map<string, Account> {
  const index = new Map<string, Account>();
  const indexBy = (addressesOf: (account: Account) => readonly string[]) => {
    const holders = new Map<string, Account>();
    for (const account of accounts) {
      for (const address of addressesOf(account)) {
        const key = address.toLowerCase();
        const other = holders.get(key);
        if (other === undefined || account.id < other.id) holders.set(key, account);
      }
    }
    for (const [address, account] of holders) index.set(address, account);
  };
  indexBy((account) => account.proxyAddresses.map((proxy) => proxy.replace(/^smtp:/i, '')));
  indexBy((account) => (account.mail === null ? [] : [account.mail]));
  indexBy((account) => [account.userPrincipalName]);
  return index;
}

/** Entra puts the id, without hyphens, before the name of whoever is in the recycle bin. */
function withOwnName(account: Account): Account {
  const prefix = account.id.replaceAll('-', '');
  const { userPrincipalName } = account;
  if (!userPrincipalName.startsWith(prefix)) return account;
  return { ...account, userPrincipalName: userPrincipalName.slice(prefix.length) };
}

function indexGrants(grants: readonly Grant[], now: string): Map<string, Grant[]> {
  const index = new Map<string, Grant[]>();
  for (const grant of grants) {
    const isOver = grant.endsAt !== null && Date.parse(grant.endsAt) <= Date.parse(now);
    if (isOver || Date.parse(grant.startsAt) > Date.parse(now)) continue;
    index.set(grant.personKey, [...(index.get(grant.personKey) ?? []), grant]);
  }
  return index;
}
