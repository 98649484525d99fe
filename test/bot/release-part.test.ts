import assert from 'node:assert/strict';
import { at, type BotHouse, heldRun, openBot, operation } from './open-bot.ts';

const counts = { 'create-account': 1, 'disable-account': 1, 'revoke-sessions': 1 };
const asked = { runId: '42', fingerprint: 'f1', asksKinds: true };

describe('a part of a held run, let go from its card', function () {
  this.timeout(10_000);
  let house: BotHouse;
  beforeEach(async () => {
    house = await openBot();
    await house.say('ivo', 'help');
    house.plan.push(
      { ...operation, id: 'op2', kind: 'revoke-sessions' },
      { ...operation, id: 'op3', kind: 'create-account', personKey: 'P2' },
    );
    const run = heldRun({ counts });
    house.runs.set('42', run);
    await house.bot.notifier.tell({ kind: 'run-needs-approval', run, operations: house.plan });
  });
  afterEach(() => house.close());

  const press = async (who: string, verb: string, data: unknown): Promise<string> =>
    JSON.stringify((await house.press(who, verb, data)).body.value);
  const decision = () => house.runs.get('42')?.decision ?? null;
  const refusals = () => house.audit.filter(({ kind }) => kind === 'refused').length;

  it('offers every kind with its count, all ticked', () => {
    const card = house.heard('ivo').at(-1) ?? '';
    assert.match(card, /"value":"create-account,disable-account,revoke-sessions"/);
    assert.match(card, /Disable accounts: 1/);
  });

  it('lets go what is ticked and says what waits', async () => {
    const said = await press('ivo', 'approve-run', { ...asked, kinds: 'disable-account,revoke-sessions' });
    assert.match(said, /only disable accounts, revoke sessions/);
    assert.deepEqual(decision()?.release, { only: { kinds: ['disable-account', 'revoke-sessions'] } });
    assert.equal(house.runs.get('42')?.state, 'applying');
  });

  it('is the whole run when everything is ticked', async () => {
    await press('ivo', 'approve-run', { ...asked, kinds: 'create-account,disable-account,revoke-sessions' });
    assert.equal(decision()?.release, null);
    assert.equal(decision()?.answer, 'approve');
  });

  it('is the whole run on a card that offered no choice', async () => {
    await press('ivo', 'approve-run', { runId: '42', fingerprint: 'f1' });
    assert.equal(decision()?.release, null);
  });

  it('rejects as a whole, whatever is ticked', async () => {
    await press('ivo', 'reject-run', { ...asked, kinds: 'disable-account' });
    assert.deepEqual([decision()?.answer, decision()?.release], ['reject', null]);
  });

  it('tells first what was done, then what was held back', async () => {
    const held = {
      kind: 'skipped' as const,
      accountId: null,
      error: { code: 'held-back', text: 'Held.', requestId: null },
    };
    const done = { kind: 'done' as const, accountId: null, error: null };
    for (const [id, result] of [
      ['op1', held],
      ['op2', held],
      ['op3', done],
    ] as const)
      house.results.set(id, { ...result, operationId: id, at });
    for (const [index, one] of house.plan.entries()) house.plan[index] = { ...one, sentence: `Sentence ${one.id}.` };
    house.runs.set('42', heldRun({ counts, state: 'finished', held: 2 }));
    await house.say('ivo', 'run 42');
    assert.match(house.heard('ivo').at(-1) ?? '', /Sentence op3\.".*Sentence op1\. \(held back by the decision\)/);
  });

  for (const [name, kinds] of [
    ['nothing is ticked', ''],
    ['the client leaves out what is not ticked', undefined],
    ['what is ticked rests on what is not', 'revoke-sessions'],
    ['what is ticked is not in the plan', 'delete-account'],
  ] as const) {
    it(`does nothing and says so when ${name}`, async () => {
      assert.match(await press('ivo', 'approve-run', { ...asked, kinds }), /Nothing of what is ticked can go/);
      assert.equal(decision(), null);
      assert.equal(refusals(), 0);
    });
  }

  for (const [name, who, more, said] of [
    ['a kind that is none', 'ivo', { kinds: 'fire-everybody' }, /cannot be read/],
    ['a kind by a name of objects', 'ivo', { kinds: '__proto__,constructor' }, /cannot be read/],
    ['a list for the kinds', 'ivo', { kinds: ['disable-account'] }, /cannot be read/],
    ['a question to the store', 'ivo', { kinds: { $ne: '' } }, /cannot be read/],
    ['kinds as long as a book', 'ivo', { kinds: 'disable-account,'.repeat(2000) }, /cannot be read/],
    ['a yes that is no yes', 'ivo', { asksKinds: 'maybe', kinds: 'disable-account' }, /cannot be read/],
    ['another plan', 'ivo', { fingerprint: 'f2', kinds: 'disable-account' }, /plan has changed/],
    ['somebody of HR', 'hanna', { kinds: 'disable-account' }, /Only the IT desk can decide/],
    ['an employee who ticks nothing', 'eva', { kinds: '' }, /Only the IT desk can decide/],
  ] as const) {
    it(`decides nothing for ${name}, and writes it down`, async () => {
      assert.match(await press(who, 'approve-run', { ...asked, ...more }), said);
      assert.equal(decision(), null);
      assert.equal(refusals(), 1);
    });
  }
});
