import type { Account } from '../../../models/account.ts';
import type { Person } from '../../../models/person.ts';
import type { Policy } from '../../../models/policy.ts';
import { mapSteps, type Steps } from '../../../models/steps.ts';
import { lazily } from '../lazily.ts';
import { type AccountIndex, append, indexAccounts, indexLinks } from './index-accounts.ts';
import { numbersOf } from './numbers-of.ts';

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
  ownerOf(account: Account): string | null;
}

/** What was found for people, in their order, and what is known of others. */
export interface FoundAccounts extends Pick<Matches, 'ownerOf'> {
  inOrder: readonly Match[];
  ofStranger(personKey: string): Match;
}

interface MatchInput {
  people: readonly Person[];
  accounts: readonly Account[];
  deletedAccounts: readonly Account[];
  links: ReadonlyMap<string, string>;
  /** People whose last employment has ended give way to others with the same number. */
  hasEnded: (index: number) => boolean;
  /** What the same employeeId makes of an account. */
  adoption: Policy['adoption'];
  /** Matches that somebody turned down. */
  isRejected: (personKey: string, accountId: string) => boolean;
}

/**
 * Matches every person with at most one account. Order: accepted link, our stamp, employeeId. Addresses are never enough
 * (see `findCandidate`).
 */
export function* matchSteps(input: MatchInput): Steps<FoundAccounts> {
  const links = indexLinks(input.links);
  yield;
  const live = indexAccounts(input.accounts, links);
  yield;
  const deleted = indexAccounts(input.deletedAccounts, links);
  const world = { live, deleted, numbers: lazily(() => countNumbers(input)), input };
  const byNumber = new Map<string, string>();
  const inOrder = yield* mapSteps(input.people, (person, index): Match => {
    const match = matchPerson(person, input.hasEnded(index), world);
    if (match.kind === 'linked' && match.by === 'employeeId') byNumber.set(match.account.id, person.personKey);
    return match;
  });
  return {
    inOrder,
    ofStranger: (personKey) => ownedBy(live, personKey),
    ownerOf: (account) => links.ownerOf(account) ?? byNumber.get(account.id) ?? null,
  };
}

/** Who has which number: those who are here or come, and apart from them those who left. */
interface Numbers {
  present: ReadonlyMap<string, string[]>;
  former: ReadonlyMap<string, string[]>;
}

function countNumbers(input: MatchInput): Numbers {
  const present = new Map<string, string[]>();
  const former = new Map<string, string[]>();
  for (const [index, person] of input.people.entries()) {
    const numbers = input.hasEnded(index) ? former : present;
    for (const number of numbersOf(person)) append(numbers, number, person.personKey);
  }
  return { present, former };
}

function matchPerson(
  person: Person,
  ended: boolean,
  world: { live: AccountIndex; deleted: AccountIndex; numbers: () => Numbers; input: MatchInput },
): Match {
  const { live, deleted, input } = world;
  const { personKey } = person;
  const inBin = ownedInBin(deleted, personKey);
  // Whose account was deleted at the exit has had it: another one with the same mark or number is not deleted after it.
  if (ended && hadAccount(personKey, { live, links: input.links })) return inBin ?? { kind: 'none' };
  const owned = ownedBy(live, personKey);
  if (owned.kind !== 'none') return owned;
  if (ended && inBin !== null) return inBin;
  // What a number finds is only a proposal there, so it does not come before what is known.
  if (input.adoption === 'by-decision' && inBin !== null) return inBin;
  const numbers = numbersOf(person);
  const { present, former } = world.numbers();
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
  if (!links.has(personKey) || live.contested.has(personKey)) return false;
  const account = live.only.get(personKey);
  return account === undefined || !live.links.isLinked(account);
}

/** An account in the recycle bin that is known to be somebody's; null when there is none. */
function ownedInBin(deleted: AccountIndex, personKey: string): Match | null {
  const contested = deleted.contested.get(personKey);
  if (contested !== undefined) return { kind: 'contested', account: contested };
  const gone = ownedAccounts(deleted, personKey);
  return gone === null ? null : newestOf(gone.accounts, gone.by);
}

/** What an employeeId alone has found is only a proposal, where the policy says so. */
function ask(match: Match, { adoption }: MatchInput): Match {
  const isFound = match.kind === 'linked' || match.kind === 'deleted';
  return isFound && adoption === 'by-decision' ? { kind: 'proposed', account: match.account } : match;
}

function ownedBy(index: AccountIndex, personKey: string): Match {
  const contested = index.contested.get(personKey);
  if (contested !== undefined) return { kind: 'contested', account: contested };
  const several = index.several.get(personKey);
  if (several !== undefined) return ambiguous(several);
  const account = index.only.get(personKey);
  return account === undefined ? { kind: 'none' } : { kind: 'linked', account, by: markOf(index, account) };
}

/** What an owned account is recognised by. */
const markOf = ({ links }: AccountIndex, account: Account): 'link' | 'stamp' =>
  links.isLinked(account) ? 'link' : 'stamp';

function ownedAccounts(index: AccountIndex, personKey: string) {
  const account = index.only.get(personKey);
  if (account === undefined) return null;
  return { accounts: index.several.get(personKey) ?? [account], by: markOf(index, account) };
}

function only(accounts: readonly Account[], by: MatchedBy): Match {
  const [account, second] = accounts;
  if (account === undefined) return { kind: 'none' };
  if (second === undefined) return { kind: 'linked', account, by };
  return ambiguous(accounts);
}

const ambiguous = (accounts: readonly Account[]): Match => ({
  kind: 'ambiguous',
  accounts: [...accounts].sort((a, b) => (a.id < b.id ? -1 : 1)),
});

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
      world.matches.ownerOf(account) === null
    ) {
      return account;
    }
  }
  return null;
}
