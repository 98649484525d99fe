import type { Account } from '../../../models/account.ts';
import type { Person } from '../../../models/person.ts';
import type { World } from '../survey-world.ts';
import { accountNames, eachAccountKey, type KeyKind, type MatchKey, nameKeysOf, personKeys } from './match-keys.ts';

/** What more accounts than this share says nothing of any of them: a shared phone, the number 0, a name that everybody has. */
const mostHolders = 20;

/** An account that may be somebody's, with the keys that they share. */
export interface MatchPair {
  person: Person;
  account: Account;
  keys: readonly MatchKey[];
  /** Nobody else who is employed has this employee number, and no other account. */
  isOnlyNumber: boolean;
}

/**
 * Brings people and accounts together by what they share, never everybody with everybody: the time it takes grows with the number of both.
 * @param accounts - those that are nobody's
 * @returns for somebody who looks for an account, those that it may be
 */
export function createPairFinder(accounts: readonly Account[], world: World): (person: Person) => MatchPair[] {
  const index = indexAccounts(accounts);
  const numbers = countNumbers(world);
  return (person) => {
    const standing = world.standingOf(person.personKey);
    const keys = personKeys(person, standing, { policy: world.input.policy, units: world.units });
    // Who has left gives the number up to whoever has it now.
    const isTaken = ({ kind, key }: MatchKey) =>
      kind === 'employee-id' && standing.phase === 'ended' && (numbers.get(key) ?? 0) > 0;
    return pairsOf(
      person,
      keys.filter((key) => !isTaken(key)),
      { index, numbers },
    );
  };
}

/** Accounts by the keys they can be found by, for each kind of key. */
type AccountIndex = Readonly<Record<KeyKind, ReadonlyMap<string, Account[]>>>;

function indexAccounts(accounts: readonly Account[]): AccountIndex {
  const index = {
    'employee-id': new Map<string, Account[]>(),
    'work-address': new Map<string, Account[]>(),
    'naming-address': new Map<string, Account[]>(),
    name: new Map<string, Account[]>(),
    phone: new Map<string, Account[]>(),
  };
  for (const account of accounts) {
    eachAccountKey(account, (kind, key) => {
      const holders = index[kind].get(key);
      if (holders === undefined) index[kind].set(key, [account]);
      else if (holders.at(-1) !== account) holders.push(account);
    });
  }
  return index;
}

/** How many people who have not left have an employee number. */
function countNumbers(world: World): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { person, standing } of world.dossiers) {
    if (standing.phase === 'ended') continue;
    for (const number of new Set(person.employments.map(({ employeeNumber }) => employeeNumber?.toLowerCase())))
      if (number !== undefined) counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  return counts;
}

function pairsOf(
  person: Person,
  keys: readonly MatchKey[],
  { index, numbers }: { index: AccountIndex; numbers: ReadonlyMap<string, number> },
): MatchPair[] {
  const found = new Map<Account, MatchKey[]>();
  const common: MatchKey[] = [];
  const only = new Set<Account>();
  for (const key of keys) {
    const holders = index[key.kind].get(key.key);
    if (holders === undefined) continue;
    if (holders.length > mostHolders) {
      if (key.kind === 'name') common.push(key);
      continue;
    }
    const isOnly = key.kind === 'employee-id' && holders.length === 1 && (numbers.get(key.key) ?? 0) <= 1;
    for (const account of holders) {
      const shared = found.get(account);
      if (shared === undefined) found.set(account, [key]);
      else shared.push(key);
      if (isOnly) only.add(account);
    }
  }
  return [...found].map(([account, shared]) => ({
    person,
    account,
    keys: common.length === 0 ? shared : [...shared, ...sharedNames(account, common)],
    isOnlyNumber: only.has(account),
  }));
}

/** A name that many have finds nobody, but it is still the same name on an account that was found otherwise. */
function sharedNames(account: Account, common: readonly MatchKey[]): MatchKey[] {
  const names = new Set(nameKeysOf(accountNames(account)));
  return common.filter(({ key }) => names.has(key));
}
