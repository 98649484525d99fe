import type { Account } from '../../../models/account.ts';
import type { AdoptionAsk, MatchChoice } from '../../../models/adoption.ts';
import type { MatchProblem } from '../../../models/match-problem.ts';
import type { Person } from '../../../models/person.ts';
import { nearestWord } from '../../../models/texts/nearest-word.ts';
import { withOwnName } from '../names/index-addresses.ts';
import type { World } from '../survey-world.ts';
import { addressesOf } from './match-keys.ts';
import { type MatchProposal, markedAccounts } from './propose-matches.ts';
import { refuseLink } from './refuse-link.ts';

/** One person and one account, found. */
export interface ChosenMatch {
  person: Person;
  account: Account;
}

/** What an ask comes to: all of it, or why none of it. */
export type AdoptionJudgement =
  | { kind: 'granted'; accepted: ChosenMatch[]; rejected: ChosenMatch[] }
  | { kind: 'refused'; problems: MatchProblem[] };

/** One answer, or what is wrong. */
type Found<Value> = { kind: 'found'; value: Value } | { kind: 'problem'; problem: MatchProblem };

const bad = (problem: MatchProblem): Found<never> => ({ kind: 'problem', problem });

/** The same said twice is said once. */
const unlike = (problems: readonly MatchProblem[]): MatchProblem[] => [
  ...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values(),
];

/**
 * Judges what somebody wants to accept and reject. Accepted is only what leaves everybody with at most one account and every account with
 * at most one person; never an account that is somebody's already, a guest, synced or protected.
 */
export function judgeAdoption(ask: AdoptionAsk, proposals: readonly MatchProposal[], world: World): AdoptionJudgement {
  const problems: MatchProblem[] = [];
  const collect = <Value>(found: readonly Found<Value>[]): Value[] =>
    found.flatMap((entry) => {
      if (entry.kind === 'found') return [entry.value];
      problems.push(entry.problem);
      return [];
    });
  const look = createLookUp(proposals, world);
  const rejected = collect(ask.reject.map((choice) => look.pair(choice)));
  const named = collect(ask.accept.map((choice) => look.acceptable(choice)));
  const accepted = unique([...named, ...acceptAll(ask, named, { proposals, rejected, world })]);
  problems.push(...findConflicts(accepted, rejected, world));
  if (problems.length > 0) return { kind: 'refused', problems: unlike(problems) };
  return { kind: 'granted', accepted, rejected: unique(rejected) };
}

/** Everything of that confidence or more on which nobody has to decide; what is named or rejected in the same ask is left to that. */
function acceptAll(
  { acceptAll: least }: AdoptionAsk,
  named: readonly ChosenMatch[],
  around: { proposals: readonly MatchProposal[]; rejected: readonly ChosenMatch[]; world: World },
): ChosenMatch[] {
  const { proposals, rejected, world } = around;
  const people = new Set(named.map(({ person }) => person));
  const accounts = new Set(named.map(({ account }) => account.id));
  return proposals.flatMap(({ person, account, confidence, ambiguousWith }) => {
    const isSure = confidence === 'certain' || (least === 'likely' && confidence === 'likely');
    const isDecided = people.has(person) || accounts.has(account.id);
    const isRejected = rejected.some((pair) => pair.person === person && pair.account.id === account.id);
    if (least === null || !isSure || isDecided || isRejected || ambiguousWith.length > 0) return [];
    return refuseLink(account, world) === null ? [{ person, account }] : [];
  });
}

interface LookUp {
  pair(choice: MatchChoice): Found<ChosenMatch>;
  acceptable(choice: MatchChoice): Found<ChosenMatch>;
}

function createLookUp(proposals: readonly MatchProposal[], world: World): LookUp {
  const people = createPeopleFinder(world);
  const accounts = createAccountFinder(world);
  const pair = ({ person: text, account }: MatchChoice): Found<ChosenMatch> => {
    const person = people(text);
    if (person.kind === 'problem') return person;
    const found = account === undefined ? onlyProposal(person.value, proposals, world) : accounts(account);
    return found.kind === 'problem' ? found : { kind: 'found', value: { person: person.value, account: found.value } };
  };
  const acceptable = (choice: MatchChoice): Found<ChosenMatch> => {
    const found = pair(choice);
    if (found.kind === 'problem') return found;
    const { person, account } = found.value;
    const match = world.matches.of(person.personKey);
    const hasAccount = match.kind === 'linked' || match.kind === 'deleted';
    const who = world.nameOf(person.personKey);
    if (hasAccount) return bad({ kind: 'has-account', who, address: match.account.userPrincipalName });
    const marked = markedAccounts(person, world);
    if (marked.length > 0 && !marked.includes(account))
      return bad({ kind: 'choose-one', who, addresses: marked.map(({ userPrincipalName }) => userPrincipalName) });
    const owner = ownerOf(account, world);
    if (owner !== null && owner !== person.personKey)
      return bad({ kind: 'is-somebodys', address: account.userPrincipalName, owner: world.nameOf(owner) });
    const hindrance = refuseLink(account, world);
    return hindrance === null ? found : bad(hindrance);
  };
  return { pair, acceptable };
}

/** Whose account it is, also in the recycle bin. */
function ownerOf(account: Account, world: World): string | null {
  if (account.deletedAt === null) return world.matches.ownerOf(account);
  const linked = [...world.input.links].find(([, accountId]) => accountId === account.id)?.[0];
  return linked ?? account.stampedPersonKey;
}

function onlyProposal(person: Person, proposals: readonly MatchProposal[], world: World): Found<Account> {
  const who = world.nameOf(person.personKey);
  const own = proposals.filter((proposal) => proposal.person === person);
  const [only, second] = own;
  if (only === undefined) return bad({ kind: 'nothing-proposed', who });
  const addresses = own.map(({ account }) => account.userPrincipalName);
  if (second !== undefined) return bad({ kind: 'choose-one', who, addresses });
  const others = only.ambiguousWith.map((rival) => world.nameOf(rival.person.personKey));
  if (others.length > 0) return bad({ kind: 'fits-others', who, address: addresses.join(), others });
  return { kind: 'found', value: only.account };
}

/** By key, ignoring case where that leaves no doubt. */
function createPeopleFinder({ dossierOf, input: { people } }: World): (text: string) => Found<Person> {
  return (text) => {
    const wanted = text.toLowerCase();
    const person = dossierOf(text)?.person ?? onlyOne(people.filter((one) => one.personKey.toLowerCase() === wanted));
    if (person !== undefined) return { kind: 'found', value: person };
    const keys = people.map(({ personKey }) => personKey);
    return bad({ kind: 'unknown-person', text, nearest: nearestWord(text, keys) });
  };
}

/** By object id or sign-in name, else by another address; in use before the recycle bin, of which nobody is asked where a number is enough. */
function createAccountFinder({ input }: World): (text: string) => Found<Account> {
  const live = input.directory.accounts;
  const isAsked = input.policy.policy.adoption === 'by-decision';
  const bin = isAsked ? input.directory.deletedAccounts.map(withOwnName) : [];
  const isCalled = (account: Account, wanted: string): boolean =>
    [account.id, account.userPrincipalName].some((name) => name.toLowerCase() === wanted);
  return (text) => {
    const wanted = text.toLowerCase();
    const named = [live, bin].map((accounts) => accounts.filter((account) => isCalled(account, wanted)));
    const addressed = live.filter((account) => addressesOf(account).includes(wanted));
    const found = [...named, addressed].find((accounts) => accounts.length > 0) ?? [];
    const [only, second] = found;
    if (only === undefined) {
      const names = [...live, ...bin].map(({ userPrincipalName }) => userPrincipalName);
      return bad({ kind: 'unknown-account', text, nearest: nearestWord(text, names) });
    }
    if (second === undefined) return { kind: 'found', value: only };
    return bad({ kind: 'several-accounts', text, addresses: found.map(({ id }) => id).sort() });
  };
}

const onlyOne = <Value>(list: readonly Value[]): Value | undefined => (list.length === 1 ? list[0] : undefined);

function unique(pairs: readonly ChosenMatch[]): ChosenMatch[] {
  return [...new Map(pairs.map((pair) => [`${pair.account.id} ${pair.person.personKey}`, pair])).values()];
}

/** Two people for one account, two accounts for one person, yes and no to the same. */
function findConflicts(
  accepted: readonly ChosenMatch[],
  rejected: readonly ChosenMatch[],
  world: World,
): MatchProblem[] {
  const who = ({ person }: ChosenMatch) => world.nameOf(person.personKey);
  const address = ({ account }: ChosenMatch) => account.userPrincipalName;
  const refused = new Set(rejected.map(({ person, account }) => `${account.id} ${person.personKey}`));
  const both = accepted.filter(({ person, account }) => refused.has(`${account.id} ${person.personKey}`));
  const groups = (keyOf: (pair: ChosenMatch) => string): ChosenMatch[][] => {
    const byKey = new Map<string, ChosenMatch[]>();
    for (const pair of accepted) byKey.set(keyOf(pair), [...(byKey.get(keyOf(pair)) ?? []), pair]);
    return [...byKey.values()].filter((group) => group.length > 1);
  };
  const each = (names: readonly string[]): string => [...new Set(names)].join();
  return [
    ...groups(({ account }) => account.id).map((group): MatchProblem => {
      return { kind: 'two-people', address: each(group.map(address)), people: group.map(who) };
    }),
    ...groups(({ person }) => person.personKey).map((group): MatchProblem => {
      return { kind: 'two-accounts', who: each(group.map(who)), addresses: group.map(address) };
    }),
    ...both.map((pair): MatchProblem => ({ kind: 'accepted-and-rejected', who: who(pair), address: address(pair) })),
  ];
}
