import type { Account } from '../../../models/account.ts';
import type { Confidence } from '../../../models/adoption.ts';
import type { Person } from '../../../models/person.ts';
import type { WeighedMatch } from './weigh-evidence.ts';

/** A match that is worth deciding on, with those that fit the same person or account as well as this one. */
export interface RankedMatch {
  match: WeighedMatch;
  rivals: readonly WeighedMatch[];
}

const levels: readonly Confidence[] = ['certain', 'likely', 'possible'];

const nobody: readonly WeighedMatch[] = [];

/**
 * Keeps the matches that nothing better speaks against: whoever is part of a match of higher confidence is out of those below it.
 * Matches of one confidence that share a person or an account are rivals of each other.
 * @returns by person key; of one person the best first
 */
export function rankMatches(matches: readonly WeighedMatch[]): RankedMatch[] {
  const decided = new Set<Person | Account>();
  const ranked: RankedMatch[] = [];
  for (const level of levels) {
    const open = matches.filter(
      ({ confidence, person, account }) => confidence === level && !decided.has(person) && !decided.has(account),
    );
    const bySide = new Map<Person | Account, WeighedMatch[]>();
    for (const match of open) {
      append(bySide, match.person, match);
      append(bySide, match.account, match);
    }
    const rivals = findRivals(bySide.values());
    for (const match of open) ranked.push({ match, rivals: (rivals.get(match) ?? nobody).toSorted(inOrder) });
    for (const side of bySide.keys()) decided.add(side);
  }
  return ranked.sort((a, b) => inOrder(a.match, b.match));
}

/** @param groups - matches that share one person or one account */
function findRivals(groups: Iterable<readonly WeighedMatch[]>): ReadonlyMap<WeighedMatch, readonly WeighedMatch[]> {
  const rivals = new Map<WeighedMatch, WeighedMatch[]>();
  for (const group of groups) {
    for (const match of group) for (const rival of group) if (rival !== match) append(rivals, match, rival);
  }
  return rivals;
}

function append<Key>(lists: Map<Key, WeighedMatch[]>, key: Key, match: WeighedMatch): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [match]);
  else list.push(match);
}

function inOrder(a: WeighedMatch, b: WeighedMatch): number {
  if (a.person !== b.person) return a.person.personKey < b.person.personKey ? -1 : 1;
  if (a.points !== b.points) return b.points - a.points;
  return a.account.id < b.account.id ? -1 : 1;
}
