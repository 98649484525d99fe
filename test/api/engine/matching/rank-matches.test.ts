import assert from 'node:assert/strict';
import { rankMatches } from '../../../../api/engine/matching/rank-matches.ts';
import type { WeighedMatch } from '../../../../api/engine/matching/weigh-evidence.ts';
import type { Confidence } from '../../../../models/adoption.ts';
import { makeAccount, makePerson } from '../make-input.ts';

const people = new Map(['P1', 'P2'].map((key) => [key, makePerson({ personKey: key })]));
const accounts = new Map(['a', 'b', 'c'].map((id) => [id, makeAccount({ id })]));

function match(personKey: string, id: string, confidence: Confidence, points: number): WeighedMatch {
  const [person, account] = [people.get(personKey), accounts.get(id)];
  if (person === undefined || account === undefined) throw new Error(`${personKey} ${id}`);
  return { person, account, confidence, points, evidence: [], counterEvidence: [] };
}
const called = ({ person, account }: WeighedMatch): string => `${person.personKey} ${account.id}`;

/** What is left, with its rivals, in whatever order it was given. */
function ranked(...matches: WeighedMatch[]): string[] {
  const show = (given: WeighedMatch[]) =>
    rankMatches(given).map(({ match: kept, rivals }) => [called(kept), ...rivals.map(called)].join(' < '));
  assert.deepEqual(show([...matches].reverse()), show(matches));
  return show(matches);
}

describe('ranked matches', () => {
  it('come by person, the one with most points first, then by account', () => {
    assert.deepEqual(
      ranked(match('P2', 'c', 'likely', 1), match('P1', 'a', 'likely', 1), match('P1', 'b', 'likely', 5)),
      ['P1 b < P1 a', 'P1 a < P1 b', 'P2 c'],
    );
    assert.deepEqual(
      ranked(match('P1', 'b', 'likely', 1), match('P1', 'a', 'likely', 1), match('P1', 'c', 'likely', 1)),
      ['P1 a < P1 b < P1 c', 'P1 b < P1 a < P1 c', 'P1 c < P1 a < P1 b'],
    );
  });

  it('leave out whoever is part of a better one', () => {
    assert.deepEqual(
      ranked(match('P1', 'a', 'certain', 1), match('P1', 'b', 'likely', 9), match('P2', 'a', 'possible', 9)),
      ['P1 a'],
    );
  });
});
