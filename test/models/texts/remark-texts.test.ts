import assert from 'node:assert/strict';
import type { MatchProblem } from '../../../models/match-problem.ts';
import type { Remark } from '../../../models/remark.ts';
import type { IdentityProblem } from '../../../models/same-people.ts';
import { wordRemark } from '../../../models/texts/remark-texts.ts';

/** One of each kind; the compiler misses what is not here. */
const remarks: Readonly<Record<Remark['kind'], Record<string, unknown>>> = {
  'unknown-asker': {},
  'not-for-you': {},
  'no-reason': {},
  'too-many': { most: 20 },
  'same-open': { requestId: '7' },
  'nobody-to-ask': {},
  'unknown-person': { personKey: 'P7' },
  'has-left': { name: 'Anna' },
  'already-out': { name: 'Anna' },
  'gainer-gone': {},
  'same-person': {},
  'unknown-leave': {},
  'leave-withdrawn': {},
  'not-in-catalogue': { title: 'Finance' },
  'not-requestable': { title: 'Finance' },
  'never-at-once': { title: 'Finance' },
  'never-for-stand-in': { title: 'Finance' },
  'has-already': { name: 'Anna', title: 'Finance' },
  'no-items': {},
  'grant-gone': {},
  'partly-unanswered': {},
  'bad-date': { day: 'soon' },
  'ends-before-start': { startsOn: '2026-12-02', endsOn: '2026-12-01' },
  'is-past': { endsOn: '2026-12-01' },
  'not-longer': { endsOn: '2026-12-01' },
  'too-far-ahead': { startsOn: '2028-12-01' },
  'too-long': { title: 'Finance', most: 30 },
  'bad-freeze': {},
  'freeze-over': {},
  'run-not-waiting': { runId: '42' },
  'run-moved': { runId: '42' },
  'may-not-release': { runId: '42' },
  'nothing-to-release': { runId: '42' },
  'policy-moved': {},
  'drift-gone': {},
  'cannot-keep': { operation: 'set-manager' },
  'no-rule': { operation: 'set-manager' },
  'not-in-policy': { what: 'sg-x' },
  'put-in-policy': { yaml: 'roles: []' },
  'account-gone': {},
  'bad-match': { problems: [] },
  'doubt-gone': {},
  'bad-identity': { problems: [] },
};

/** All data of a remark as it has to stand in its words. */
const dataOf = (remark: Record<string, unknown>): string[] =>
  Object.values(remark).flatMap((value) =>
    Array.isArray(value) ? value.map(String) : value === null ? [] : [String(value)],
  );

const matchProblems: readonly MatchProblem[] = [
  { kind: 'guest', address: 'a@b.nl' },
  { kind: 'synced', address: 'a@b.nl' },
  { kind: 'protected', address: 'a@b.nl' },
  { kind: 'unknown-person', text: 'P7', nearest: 'P8' },
  { kind: 'unknown-account', text: 'x@b.nl', nearest: null },
  { kind: 'several-accounts', text: 'x@b.nl', addresses: ['1', '2'] },
  { kind: 'has-account', who: 'Anna', address: 'a@b.nl' },
  { kind: 'is-somebodys', address: 'a@b.nl', owner: 'Bram' },
  { kind: 'choose-one', who: 'Anna', addresses: ['a@b.nl', 'c@b.nl'] },
  { kind: 'fits-others', who: 'Anna', address: 'a@b.nl', others: ['Bram', 'Carl'] },
  { kind: 'nothing-proposed', who: 'Anna' },
  { kind: 'two-people', address: 'a@b.nl', people: ['Anna', 'Bram'] },
  { kind: 'two-accounts', who: 'Anna', addresses: ['a@b.nl', 'c@b.nl'] },
  { kind: 'accepted-and-rejected', who: 'Anna', address: 'a@b.nl' },
];

describe('remarks', () => {
  it('have words in both languages, with everything in them that tells', () => {
    for (const [kind, data] of Object.entries(remarks).filter(
      ([name]) => !name.startsWith('bad-m') && name !== 'bad-identity',
    )) {
      const remark = { kind, ...data } as Remark;
      const [english, dutch] = [wordRemark(remark, 'en'), wordRemark(remark, 'nl')];
      assert.notEqual(english, dutch, kind);
      for (const text of [english, dutch])
        for (const part of dataOf(data)) assert.ok(text.includes(part), `${kind}: ${part} is not in “${text}”`);
    }
  });

  it('say of a match all that is wrong with it', () => {
    for (const problem of matchProblems) {
      const [english, dutch] = (['en', 'nl'] as const).map((language) =>
        wordRemark({ kind: 'bad-match', problems: [problem] }, language),
      );
      assert.notEqual(english, dutch, problem.kind);
      const { kind, ...data } = problem;
      for (const part of dataOf(data)) assert.ok(dutch?.includes(part), `${kind}: ${part} is not in “${dutch}”`);
    }
    const two = wordRemark({ kind: 'bad-match', problems: matchProblems.slice(0, 2) as MatchProblem[] }, 'nl');
    assert.match(two, /gast.*Active Directory/);
  });

  it('say of two records all that is in the way of saying who they are', () => {
    const pair = { left: 'hr/1', right: 'planning/71' };
    const problems: IdentityProblem[] = [
      { kind: 'unknown-record', text: 'hr/9', nearest: 'hr/1' },
      { kind: 'one-source', ...pair },
      { kind: 'said-twice', ...pair },
      { kind: 'never-said', ...pair },
      { kind: 'two-of-a-source', ...pair, sourceId: 'planning' },
      { kind: 'parted-before', ...pair },
      { kind: 'two-accounts', ...pair, keys: ['1', '71'] },
    ];
    for (const problem of problems) {
      const [english, dutch] = (['en', 'nl'] as const).map((language) =>
        wordRemark({ kind: 'bad-identity', problems: [problem] }, language),
      );
      assert.notEqual(english, dutch, problem.kind);
      const { kind, ...data } = problem;
      for (const part of dataOf(data)) assert.ok(dutch?.includes(part), `${kind}: ${part} is not in “${dutch}”`);
    }
  });

  it('say of a disabled account what else to do', () => {
    const remark: Remark = { kind: 'cannot-keep', operation: 'enable-account' };
    assert.match(wordRemark(remark, 'en'), /urgent exit/);
    assert.match(wordRemark(remark, 'nl'), /dringend vertrek/);
  });
});
