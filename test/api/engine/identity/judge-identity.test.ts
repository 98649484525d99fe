import assert from 'node:assert/strict';
import { readIdentityRules } from '../../../../api/engine/identity/identity-rules.ts';
import { judgeSteps } from '../../../../api/engine/identity/judge-identity.ts';
import type { JoinInput } from '../../../../api/engine/identity/sort-records.ts';
import { parsePolicy } from '../../../../api/policy/read-policy.ts';
import type { HrReading } from '../../../../models/person.ts';
import type { IdentityAsk, IdentityDecision, IdentityLink, RecordPair } from '../../../../models/same-people.ts';
import { atOnce } from '../../../../models/steps.ts';
import { identityTexts } from '../../../../models/texts/identity-texts.ts';

const policy = parsePolicy(
  'version: 1\ndomains: [v.nl]\nsources: [{ id: hr, connector: csv, folder: ./a }, { id: pl, connector: csv, folder: ./b }, { id: crm, connector: csv, folder: ./c }]\n',
  { name: 'test', folder: '/' },
);

const reading = (sourceId: string, keys: readonly string[]): HrReading => ({
  sourceId,
  readAt: '',
  changedAt: null,
  people: keys.map((personKey) => ({
    personKey,
    sourceId,
    callName: 'Bo',
    nameUse: 'birth',
    employments: [],
    leaves: [],
  })),
  units: [],
  setAside: [],
});

const pair = (left: string, right: string): RecordPair => {
  const [one = '', a = ''] = left.split('/');
  const [other = '', b = ''] = right.split('/');
  return { left: { sourceId: one, recordKey: a }, right: { sourceId: other, recordKey: b } };
};
const said = (left: string, right: string, answer: 'same' | 'two'): IdentityDecision => ({
  ...pair(left, right),
  answer,
  by: 'x',
  at: 'x',
});
const link = (record: string, personKey: string): IdentityLink => {
  const [sourceId = '', recordKey = ''] = record.split('/');
  return { sourceId, recordKey, personKey, hash: '' };
};

function judge(ask: Partial<IdentityAsk>, more: Partial<JoinInput> = {}) {
  const input: JoinInput = {
    readings: [reading('hr', ['1', '2']), reading('pl', ['71', '72']), reading('crm', ['3'])],
    rules: readIdentityRules(policy.policy),
    links: [],
    absent: [],
    decisions: [],
    hasAccount: () => false,
    texts: identityTexts.en,
    ...more,
  };
  return atOnce(judgeSteps({ same: [], two: [], forget: [], ...ask }, input, { by: 'Olga', at: 'now' }));
}

const kindsOf = (judgement: ReturnType<typeof judge>) =>
  judgement.kind === 'refused' ? judgement.problems.map(({ kind }) => kind) : judgement.kind;

describe('what somebody says of two records', () => {
  it('is kept as it was said, by whom and when', () => {
    const judgement = judge({ same: [pair('hr/1', 'pl/71')], two: [pair('hr/2', 'pl/72')] });
    assert.deepEqual(judgement, {
      kind: 'granted',
      said: [
        { ...pair('hr/1', 'pl/71'), answer: 'same', by: 'Olga', at: 'now' },
        { ...pair('hr/2', 'pl/72'), answer: 'two', by: 'Olga', at: 'now' },
      ],
      forgotten: [],
      unlinked: [],
    });
  });

  it('is judged in steps, so that others get their turn, however many people there are', () => {
    const everybody = Array.from({ length: 1000 }, (_, number) => String(number));
    const input = {
      readings: [reading('hr', everybody), reading('pl', ['x'])],
      rules: readIdentityRules(policy.policy),
    };
    const known = { links: [], absent: [], decisions: [], hasAccount: () => false, texts: identityTexts.en };
    const ask = { same: [pair('hr/1', 'pl/x')], two: [], forget: [] };
    const steps = [...judgeSteps(ask, { ...input, ...known }, { by: 'Olga', at: 'now' })];
    assert.ok(steps.length > 100, `${steps.length} steps`);
  });

  it('is refused of records that nobody has, with the one that may have been meant', () => {
    const judgement = judge({ same: [pair('hr/1', 'pl/711')], two: [pair('hrr/1', 'pl/71')] });
    assert.deepEqual(judgement.kind === 'refused' && judgement.problems, [
      { kind: 'unknown-record', text: 'pl/711', nearest: 'pl/71' },
      { kind: 'unknown-record', text: 'hrr/1', nearest: 'hr/…' },
    ]);
  });

  it('is refused of two of one source, and where two things are said of one pair', () => {
    assert.deepEqual(kindsOf(judge({ two: [pair('hr/1', 'hr/2')] })), ['one-source']);
    assert.deepEqual(kindsOf(judge({ same: [pair('hr/1', 'pl/71')], two: [pair('pl/71', 'hr/1')] })), ['said-twice']);
  });

  it('is refused where a person would be in one source twice, also by two things said at once', () => {
    assert.deepEqual(kindsOf(judge({ same: [pair('hr/1', 'pl/71'), pair('hr/2', 'pl/71')] })), [
      'two-of-a-source',
      'two-of-a-source',
    ]);
    const decisions = [said('hr/1', 'pl/71', 'same')];
    assert.deepEqual(kindsOf(judge({ same: [pair('hr/2', 'pl/71')] }, { decisions })), ['two-of-a-source']);
  });

  it('is refused over a third record that was said to be somebody else', () => {
    const decisions = [said('hr/1', 'pl/71', 'two'), said('pl/71', 'crm/3', 'same')];
    assert.deepEqual(kindsOf(judge({ same: [pair('hr/1', 'crm/3')] }, { decisions })), ['parted-before']);
    assert.equal(
      kindsOf(judge({ same: [pair('hr/1', 'pl/71')] }, { decisions })),
      'granted',
      'unless that is what changes',
    );
  });

  it('is refused where both have an account', () => {
    const judgement = judge({ same: [pair('hr/1', 'pl/71')] }, { hasAccount: () => true });
    assert.deepEqual(judgement.kind === 'refused' && judgement.problems, [
      { kind: 'two-accounts', left: 'hr/1', right: 'pl/71', keys: ['1', '71'] },
    ]);
    const clash = judge(
      { same: [pair('hr/1', 'crm/3')] },
      {
        readings: [reading('hr', ['1']), reading('pl', ['1']), reading('crm', ['3'])],
        hasAccount: (key) => key === '3',
      },
    );
    assert.equal(clash.kind, 'granted');
  });

  it('is taken back with the link that came of it, of whoever the common key is not', () => {
    const decisions = [said('hr/1', 'pl/71', 'same')];
    const forget = [pair('pl/71', 'hr/1')];
    const unlinked = (links: IdentityLink[]) => {
      const judgement = judge({ forget }, { decisions, links });
      return judgement.kind === 'granted' && judgement.unlinked;
    };
    assert.deepEqual(unlinked([link('hr/1', '1'), link('pl/71', '1')]), [{ sourceId: 'pl', recordKey: '71' }]);
    assert.deepEqual(unlinked([link('hr/1', '71'), link('pl/71', '71')]), [{ sourceId: 'hr', recordKey: '1' }]);
    assert.deepEqual(unlinked([]), []);
    const inOrder = judge(
      { forget: [pair('hr/1', 'pl/71')] },
      { decisions, links: [link('hr/1', '1'), link('pl/71', '1')] },
    );
    assert.deepEqual(inOrder.kind === 'granted' && inOrder.unlinked, [{ sourceId: 'pl', recordKey: '71' }]);
    const two = judge({ forget }, { decisions: [said('hr/1', 'pl/71', 'two')], links: [link('pl/71', 'x')] });
    assert.deepEqual(two.kind === 'granted' && two.unlinked, []);
  });

  it('is not taken back where nobody said it', () => {
    assert.deepEqual(kindsOf(judge({ forget: [pair('hr/1', 'pl/71')] })), ['never-said']);
  });
});
