import type { Account } from '../../../models/account.ts';
import type { Person } from '../../../models/person.ts';
import type { Policy } from '../../../models/policy.ts';

/** What an account was recognised by. */
export type MatchedBy = 'link' | 'stamp' | 'employeeId';

/**
 * Whose account is whose.
 *
 * | answer      | when                                                                                             |
 * | ----------- | ------------------------------------------------------------------------------------------------ |
 * | `linked`    | an accepted link, our stamp, or the same employeeId on one account that nobody else has           |
 * | `deleted`   | the same, on an account in the recycle bin                                                         |
 * | `proposed`  | only the same employeeId, where the policy wants somebody to accept that first                     |
 * | `ambiguous` | more than one account could be it                                                                  |
 * | `contested` | the account is linked to somebody else as well                                                     |
 * | `shared`    | somebody else in HR has the same employee number                                                   |
 * | `none`      | no account                                                                                         |
 */
export type Match =
  | { kind: 'linked' | 'deleted'; account: Account; by: MatchedBy }
  | { kind: 'proposed'; account: Account }
  | { kind: 'ambiguous'; accounts: readonly Account[] }
  | { kind: 'contested'; account: Account }
  | { kind: 'shared'; employeeNumber: string }
  | { kind: 'none' };

export interface Matches {
  /** Also answers for somebody who is not in HR now but whose account is known. */
  of(personKey: string): Match;
  /** The person that a live account belongs to, also one who is no longer in HR; null when nobody's. */
  ownerOf(accountId: string): string | null;
}

interface MatchInput {
  people: readonly Person[];
  accounts: readonly Account[];
  deletedAccounts: readonly Account[];
  links: ReadonlyMap<string, string>;
  /** People whose last employment has ended give way to others with the same number. */
  hasEnded: (personKey: string) => boolean;
  /** What the same employeeId makes of an account. */
  adoption: Policy['adoption'];
  /** Matches that somebody turned down. */
  isRejected: (personKey: string, accountId: string) => boolean;
}

/**
 * Matches every person with at most one account. Order: accepted link, our stamp, employeeId. Addresses are never enough
 * (see `findCandidate`).
 */
export function matchAccounts(input: MatchInput): Matches {
  const live = indexAccounts(input.accounts, input.links);
  const deleted = indexAccounts(input.deletedAccounts, input.links);
  const numbers = countNumbers(input);
  const matches = new Map<string, Match>();
  const owners = new Map(live.owners);
  for (const person of input.people) {
    const match = matchPerson(person, { live, deleted, numbers, input });
    matches.set(person.personKey, match);
    if (match.kind === 'linked') owners.set(match.account.id, person.personKey);
  }
  return {
    of: (personKey) => matches.get(personKey) ?? ownedBy(live, personKey),
    ownerOf: (accountId) => owners.get(accountId) ?? null,
  };
}

interface AccountIndex {
  /** Accounts that are known to be a person's, by person key. */
  owned: ReadonlyMap<string, { accounts: Account[]; by: 'link' | 'stamp' }>;
  /** Person keys by account id. */
  owners: ReadonlyMap<string, string>;
  /** Accounts that are nobody's yet, by lower-cased employeeId. */
  free: ReadonlyMap<string, Account[]>;
  /** Accounts that are linked to several people, by each of their keys. */
  contested: ReadonlyMap<string, Account>;
}

function indexAccounts(accounts: readonly Account[], links: ReadonlyMap<string, string>): AccountIndex {
  const linkedTo = new Map<string, string[]>();
  for (const [personKey, accountId] of links) append(linkedTo, accountId, personKey);
  const contested = new Map<string, Account>();
  const owned = new Map<string, { accounts: Account[]; by: 'link' | 'stamp' }>();
  const owners = new Map<string, string>();
  const free = new Map<string, Account[]>();
  for (const account of accounts) {
    const claimants = linkedTo.get(account.id)?.sort() ?? [];
    const [link] = claimants;
    const owner = link ?? account.stampedPersonKey;
    if (claimants.length > 1) for (const personKey of claimants) contested.set(personKey, account);
    if (owner !== null) {
      owners.set(account.id, owner);
      addOwned(owned, owner, { account, by: link === undefined ? 'stamp' : 'link' });
    } else if (account.attributes.employeeId && !account.isGuest) {
      append(free, account.attributes.employeeId.toLowerCase(), account);
    }
  }
  return { owned, owners, free, contested };
}

/** A link outweighs stamps: it was accepted by a person, or made by us together with the stamp. */
function addOwned(
  owned: Map<string, { accounts: Account[]; by: 'link' | 'stamp' }>,
  owner: string,
  found: { account: Account; by: 'link' | 'stamp' },
): void {
  const before = owned.get(owner);
  if (before === undefined || (found.by === 'link' && before.by === 'stamp')) {
    owned.set(owner, { accounts: [found.account], by: found.by });
  } else if (before.by === found.by) {
    before.accounts.push(found.account);
  }
}

/** Who has which number: those who are here or come, and apart from them those who left. */
interface Numbers {
  present: ReadonlyMap<string, string[]>;
  former: ReadonlyMap<string, string[]>;
}

function countNumbers(input: MatchInput): Numbers {
  const present = new Map<string, string[]>();
  const former = new Map<string, string[]>();
  for (const person of input.people) {
    const numbers = input.hasEnded(person.personKey) ? former : present;
    for (const number of numbersOf(person)) append(numbers, number, person.personKey);
  }
  return { present, former };
}

const noNumbers: readonly string[] = [];

/** In a fixed order, whatever the order of the employments. */
export const numbersOf = (person: Person): readonly string[] => {
  const [only, second] = person.employments;
  if (second === undefined) return only?.employeeNumber ? [only.employeeNumber.toLowerCase()] : noNumbers;
  const numbers = person.employments.flatMap(({ employeeNumber }) => employeeNumber?.toLowerCase() || []);
  return [...new Set(numbers)].sort();
};

function matchPerson(
  person: Person,
  world: { live: AccountIndex; deleted: AccountIndex; numbers: Numbers; input: MatchInput },
): Match {
  const { live, deleted, input } = world;
  const { personKey } = person;
  const ended = input.hasEnded(personKey);
  const inBin = ownedInBin(deleted, personKey);
  // Whose account was deleted at the exit has had it: another one with the same mark or number is not deleted after it.
  if (ended && hadAccount(personKey, { live, links: input.links })) return inBin ?? { kind: 'none' };
  const owned = ownedBy(live, personKey);
  if (owned.kind !== 'none') return owned;
  if (ended && inBin !== null) return inBin;
  // What a number finds is only a proposal there, so it does not come before what is known.
  if (input.adoption === 'by-decision' && inBin !== null) return inBin;
  const numbers = numbersOf(person);
  const { present, former } = world.numbers;
  if (ended && numbers.some((number) => present.has(number))) return { kind: 'none' };
  const shared = numbers.find((number) => {
    const claimants = (ended ? former : present).get(number);
    return claimants !== undefined && claimants.length > 1;
  });
  if (shared !== undefined) return { kind: 'shared', employeeNumber: shared };
  const freeWithNumber = (index: AccountIndex): Account[] =>
    numbers.flatMap((number) => index.free.get(number) ?? []).filter(({ id }) => !input.isRejected(personKey, id));
  const byNumber = only(freeWithNumber(live), 'employeeId');
  if (byNumber.kind !== 'none') return ask(byNumber, input);
  return inBin ?? ask(newestOf(freeWithNumber(deleted), 'employeeId'), input);
}

/** Somebody was linked to an account that is not among the living any more. */
function hadAccount(
  personKey: string,
  { live, links }: { live: AccountIndex; links: ReadonlyMap<string, string> },
): boolean {
  return links.has(personKey) && live.owned.get(personKey)?.by !== 'link' && !live.contested.has(personKey);
}

/** An account in the recycle bin that is known to be somebody's; null when there is none. */
function ownedInBin(deleted: AccountIndex, personKey: string): Match | null {
  const contested = deleted.contested.get(personKey);
  if (contested !== undefined) return { kind: 'contested', account: contested };
  const gone = deleted.owned.get(personKey);
  return gone === undefined ? null : newestOf(gone.accounts, gone.by);
}

/** What an employeeId alone has found is only a proposal, where the policy says so. */
function ask(match: Match, { adoption }: MatchInput): Match {
  const isFound = match.kind === 'linked' || match.kind === 'deleted';
  return isFound && adoption === 'by-decision' ? { kind: 'proposed', account: match.account } : match;
}

function ownedBy(index: AccountIndex, personKey: string): Match {
  const contested = index.contested.get(personKey);
  if (contested !== undefined) return { kind: 'contested', account: contested };
  const owned = index.owned.get(personKey);
  return owned === undefined ? { kind: 'none' } : only(owned.accounts, owned.by);
}

function only(accounts: readonly Account[], by: MatchedBy): Match {
  const [account, second] = accounts;
  if (account === undefined) return { kind: 'none' };
  if (second === undefined) return { kind: 'linked', account, by };
  return { kind: 'ambiguous', accounts: [...accounts].sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

/** Of several in the recycle bin the one that was deleted last; of the same moment the lowest id. */
function newestOf(accounts: readonly Account[], by: MatchedBy): Match {
  const isNewer = (a: Account, b: Account): boolean =>
    a.deletedAt === b.deletedAt ? a.id < b.id : (a.deletedAt ?? '') > (b.deletedAt ?? '');
  const newest = accounts.reduce<Account | null>(
    (found, account) => (found === null || isNewer(account, found) ? account : found),
    null,
  );
  return newest === null ? { kind: 'none' } : { kind: 'deleted', account: newest, by };
}

function append<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/**
 * An account that may well be this person's by its address alone: nobody's, without an employeeId, and with the person's work
 * address or the first address the naming rules give. It is shown, and only taken over when somebody accepts.
 */
export function findCandidate(
  addresses: readonly (string | null | undefined)[],
  world: { byAddress: ReadonlyMap<string, Account>; matches: Matches; isRejected: (accountId: string) => boolean },
): Account | null {
  for (const address of addresses) {
    const account = address ? world.byAddress.get(address.toLowerCase()) : undefined;
    if (
      account &&
      !account.attributes.employeeId &&
      account.stampedPersonKey === null &&
      !world.isRejected(account.id) &&
      world.matches.ownerOf(account.id) === null
    ) {
      return account;
    }
  }
  return null;
}
