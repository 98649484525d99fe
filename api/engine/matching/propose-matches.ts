import type { Account } from '../../../models/account.ts';
import type { Confidence, CounterEvidenceKind, Evidence } from '../../../models/adoption.ts';
import type { Person } from '../../../models/person.ts';
import { accessSubject } from '../access/access-subject.ts';
import { withOwnName } from '../names/index-addresses.ts';
import type { World } from '../survey-world.ts';
import { createPairFinder, type MatchPair } from './find-match-pairs.ts';
import { rankMatches } from './rank-matches.ts';
import { type WeighedMatch, weighEvidence } from './weigh-evidence.ts';

/** An account that may be somebody's. `ambiguousWith`: what fits the same person or the same account as well. */
export interface MatchProposal {
  person: Person;
  account: Account;
  confidence: Confidence;
  evidence: readonly Evidence[];
  counterEvidence: readonly Evidence<CounterEvidenceKind>[];
  ambiguousWith: readonly Pick<MatchProposal, 'person' | 'account'>[];
}

/**
 * For everybody in scope who has no account that is known to be theirs, and every account that is nobody's: who may belong to what, how
 * sure that is, and why. What was turned down before is left out. Proposals alone change nothing.
 *
 * The order follows from the content: by person key, the best account of each person first.
 */
export function proposeMatches(world: World): MatchProposal[] {
  const findPairs = createPairFinder(findFreeAccounts(world), world);
  const weighed: WeighedMatch[] = [];
  // One person at a time: what does not come to a match need not be kept.
  for (const person of findSeekers(world)) {
    const rejected = world.input.rejections?.get(person.personKey);
    const pairs = [...markedPairs(person, world), ...findPairs(person).map((pair) => ({ ...pair, isMarked: false }))];
    for (const pair of pairs) {
      const match = rejected?.has(pair.account.id) ? null : weighEvidence(pair, world);
      if (match !== null) weighed.push(match);
    }
  }
  return rankMatches(weighed).map(({ match, rivals }) => ({
    person: match.person,
    account: match.account,
    confidence: match.confidence,
    evidence: match.evidence,
    counterEvidence: match.counterEvidence,
    ambiguousWith: rivals,
  }));
}

/** Everybody without an account of their own whom the policy is about, in the order of person keys. */
export function findSeekers(world: World): Person[] {
  const seekers = world.dossiers.filter((dossier) => {
    const { match, standing } = dossier;
    if (match.kind === 'linked' || match.kind === 'deleted') return false;
    if (world.input.policy.scope === null || standing.primary === null) return true;
    return world.isInScope(accessSubject(dossier, { world, account: null, address: '' }));
  });
  return seekers.map(({ person }) => person);
}

/** Accounts that carry nobody's mark and no link leads to; of the recycle bin only where a number does not bring them back by itself. */
function findFreeAccounts(world: World): Account[] {
  const { directory, links, policy } = world.input;
  const live = directory.accounts.filter((account) => world.matches.ownerOf(account) === null);
  if (policy.policy.adoption !== 'by-decision') return live;
  const linked = new Set(links.values());
  const gone = directory.deletedAccounts.filter(
    ({ id, stampedPersonKey }) => stampedPersonKey === null && !linked.has(id),
  );
  return [...live, ...gone.map(withOwnName)];
}

/** Whoever has several accounts with the own mark has one of those: nobody else can decide which one it is. */
function markedPairs(person: Person, world: World): (MatchPair & { isMarked: boolean })[] {
  return markedAccounts(person, world).map((account) => ({
    person,
    account,
    keys: [],
    isOnlyNumber: false,
    isMarked: true,
  }));
}

export function markedAccounts({ personKey }: Person, world: World): readonly Account[] {
  const match = world.matches.of(personKey);
  return match.kind === 'ambiguous'
    ? match.accounts.filter((account) => world.matches.ownerOf(account) === personKey)
    : [];
}
