import assert from 'node:assert/strict';
import { readyJoiner } from '../cards/joiner-cards.ts';
import { at, type BotHouse, heldRun, openBot, operation } from './open-bot.ts';

describe('the bot', function () {
  this.timeout(15_000);
  let house: BotHouse;
  beforeEach(async () => {
    house = await openBot();
  });
  afterEach(() => house.close());

  const hold = async () => {
    house.runs.set('42', heldRun());
    for (const who of ['ivo', 'iris', 'hanna', 'eva']) await house.say(who, 'help');
    await house.bot.notifier.tell({ kind: 'run-needs-approval', run: heldRun(), operations: [operation] });
  };
  const answerOf = (body: { value?: unknown }) => JSON.stringify(body.value);

  it('answers commands in English and Dutch, by who asks and how', async () => {
    house.runs.set('42', heldRun({ state: 'finished' }));
    await house.say('ivo', 'Status?');
    await house.say('ivo', 'hoe staat het ervoor');
    await house.say('ivo', 'run 42');
    await house.say('ivo', 'run 43');
    await house.say('hanna', 'wie is jansen');
    await house.say('eva', 'who am i');
    await house.say('ivo', 'bake a cake', { locale: 'nl-NL' });
    const ivo = house.heard('ivo');
    assert.match(ivo[0] ?? '', /How things stand/);
    assert.match(ivo[1] ?? '', /Hoe het ervoor staat/);
    assert.match(ivo[2] ?? '', /Run 42/);
    assert.match(ivo[3] ?? '', /There is no run 43/);
    assert.match(ivo[4] ?? '', /niet begrepen/);
    assert.match(house.heard('hanna')[0] ?? '', /Meer dan één persoon/);
    assert.match(house.heard('eva')[0] ?? '', /Jan Jansen/);
  });

  it('tells nobody more than they may know', async () => {
    await house.say('eva', 'status');
    await house.say('hanna', 'runs');
    await house.say('eva', 'who jansen');
    await house.say('stranger', 'status');
    assert.match(house.heard('eva')[0] ?? '', /Only the IT desk/);
    assert.match(house.heard('hanna')[0] ?? '', /Only the IT desk/);
    assert.match(house.heard('eva')[1] ?? '', /Only the IT desk and HR/);
    assert.match(house.heard('stranger')[0] ?? '', /I do not know you/);
  });

  it('asks the IT desk, and nobody else', async () => {
    await hold();
    assert.equal(house.heard('ivo').filter((text) => text.includes('needs your approval')).length, 1);
    assert.equal(house.heard('iris').filter((text) => text.includes('needs your approval')).length, 1);
    assert.equal(house.heard('hanna').length + house.heard('eva').length, 2, 'only their help');
    const card = house.heard('ivo').at(-1) ?? '';
    assert.ok(card.includes('\\\\[evil\\\\](http://x) ‹at›you‹/at›'), 'what people wrote stays text');
    assert.match(card, /"data":\{"runId":"42","fingerprint":"f1"\}/);
  });

  it('takes the right person’s approval once, and updates every copy', async () => {
    await hold();
    const { body } = await house.press('ivo', 'approve-run', { runId: '42', fingerprint: 'f1', reason: 'planned' });
    assert.equal(body.type, 'application/vnd.microsoft.card.adaptive');
    assert.match(answerOf(body), /Approved by ivo/);
    assert.deepEqual([house.runs.get('42')?.state, house.runs.get('42')?.decision?.by.id], ['applying', 'ivo']);
    const updates = house.connector.sent.filter((entry) => entry.isUpdate);
    assert.deepEqual(updates.map((entry) => entry.conversationId).sort(), ['chat-iris', 'chat-ivo']);
    for (const update of updates) assert.match(JSON.stringify(update.activity), /Approved by ivo/);
    const again = await house.press('iris', 'reject-run', { runId: '42', fingerprint: 'f1' });
    assert.match(answerOf(again.body), /decided already/);
    assert.equal(house.runs.get('42')?.decision?.answer, 'approve');
  });

  it('counts one of five who press at once', async () => {
    await hold();
    const answers = await Promise.all(
      ['ivo', 'iris', 'ivo', 'iris', 'ivo'].map((who) =>
        house.press(who, 'approve-run', { runId: '42', fingerprint: 'f1' }),
      ),
    );
    assert.equal(answers.filter(({ body }) => answerOf(body).includes('Approved by')).length, 1);
    assert.equal(house.audit.filter((event) => event.kind === 'run-decided').length, 1);
    assert.equal(house.audit.filter((event) => event.kind === 'refused').length, 4);
  });

  for (const who of ['eva', 'hanna', 'stranger']) {
    it(`does nothing for ${who}, says so, and writes it down`, async () => {
      await hold();
      const { body } = await house.press(who, 'approve-run', { runId: '42', fingerprint: 'f1' });
      assert.match(answerOf(body), who === 'stranger' ? /do not know you/ : /Only the IT desk can decide/);
      assert.equal(house.runs.get('42')?.decision, null);
      assert.equal(house.audit.at(-1)?.kind, 'refused');
      assert.equal(house.audit.at(-1)?.actor.id, who);
    });
  }

  for (const [name, data, said] of [
    ['another plan', { runId: '42', fingerprint: 'f2' }, /plan has changed/],
    ['a run that is not there', { runId: '77', fingerprint: 'f1' }, /cannot be read/],
    ['nothing', undefined, /cannot be read/],
    ['other types', { runId: 42, fingerprint: ['f1'] }, /cannot be read/],
    ['a novel', { runId: '42', fingerprint: 'x'.repeat(5000) }, /cannot be read/],
  ] as const) {
    it(`decides nothing on a card that carries ${name}`, async () => {
      await hold();
      const { body } = await house.press('ivo', 'approve-run', data);
      assert.match(answerOf(body), said);
      assert.equal(house.runs.get('42')?.decision, null);
    });
  }

  it('keeps nothing and answers nothing to somebody who wants the answer elsewhere', async () => {
    await house.say('ivo', 'status', { serviceUrl: 'http://evil.example/' });
    assert.equal(house.conversations.size, 0);
    assert.deepEqual(house.connector.sent, []);
  });

  it('remembers personal chats only, and hears a mention in a group', async () => {
    const group = { id: 'chat-group', conversationType: 'groupChat', tenantId: 't' };
    const entities = [{ type: 'mention', text: '<at>Instroom</at>', mentioned: { id: 'bot', name: 'Instroom' } }];
    await house.say('ivo', '<at>Instroom</at> status', { conversation: group, entities });
    assert.equal(house.conversations.size, 0);
    assert.match(house.heard('group')[0] ?? '', /How things stand/);
  });

  it('names nobody where others read along', async () => {
    house.runs.set('42', heldRun());
    const conversation = { id: 'chat-group', conversationType: 'groupChat', tenantId: 't' };
    for (const text of ['run 42', 'who jansen', 'who am i']) await house.say('ivo', text, { conversation });
    assert.equal(house.heard('group').length, 3);
    for (const answer of house.heard('group')) assert.match(answer, /Ask me in our own chat/);
    await house.say('eva', '', { type: 'conversationUpdate', conversation, membersAdded: [{ id: '29:eva' }] });
    assert.equal(house.heard('group').length, 3, 'and does not greet everybody who joins');
  });

  it('brings a card up to date that was decided on while it was on its way', async () => {
    await hold();
    house.runs.set('42', heldRun({ state: 'superseded', supersededBy: '43' }));
    await house.bot.notifier.tell({ kind: 'run-needs-approval', run: heldRun(), operations: [operation] });
    for (const who of ['ivo', 'iris']) {
      assert.match(house.heard(who).at(-1) ?? '', /Overtaken by run 43/);
    }
  });

  it('never writes an older state over a newer one', async () => {
    await hold();
    let goOn = () => {};
    house.connector.waits.push(
      new Promise((resolve) => {
        goOn = resolve;
      }),
    );
    house.runs.set('42', heldRun({ state: 'applying' }));
    const slow = house.bot.notifier.tell({ kind: 'run-decided', run: heldRun() });
    while (house.connector.waits.length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    house.runs.set('42', heldRun({ state: 'finished' }));
    const next = house.bot.notifier.tell({ kind: 'run-decided', run: heldRun() });
    await new Promise((resolve) => setTimeout(resolve, 100));
    goOn();
    await Promise.all([slow, next]);
    for (const who of ['ivo', 'iris']) assert.match(house.heard(who).at(-1) ?? '', /"finished"/);
  });

  it('says what happened to each change, not what was meant', async () => {
    await house.say('ivo', 'help');
    const run = heldRun({ state: 'finished', results: { done: 0, already: 0, failed: 1, skipped: 0 } });
    const error = { code: 'directory-refused', text: 'Entra says no.', requestId: null };
    const result = { operationId: 'op1', kind: 'failed' as const, at, accountId: null, error };
    house.runs.set('42', run);
    house.results.set('op1', result);
    await house.bot.notifier.tell({ kind: 'run-changed-entra', run, operations: [operation] });
    assert.match(house.heard('ivo').at(-1) ?? '', /failed: Entra says no/);
  });

  it('answers a question and a press when something breaks', async () => {
    await house.close();
    const broken = async () => Promise.reject(new Error('the store is away'));
    house = await openBot({ membership: { member: broken, holders: broken } });
    await house.say('ivo', 'status');
    assert.match(house.heard('ivo')[0] ?? '', /went wrong on our side/);
    const { status, body } = await house.press('ivo', 'approve-run', { runId: '42', fingerprint: 'f1' });
    assert.deepEqual([status, body.statusCode, body.type], [200, 500, 'application/vnd.microsoft.error']);
    await house.bot.notifier.tell({ kind: 'run-failed', run: heldRun({ state: 'failed' }) });
  });

  it('hears that it was removed, and that it is back', async () => {
    await house.say('ivo', 'help');
    await house.say('ivo', '', { type: 'installationUpdate', action: 'remove' });
    assert.equal(house.conversations.get('ivo')?.status, 'uninstalled');
    await house.bot.notifier.tell({ kind: 'run-blocked', run: heldRun({ state: 'blocked' }) });
    assert.equal(house.heard('ivo').length, 1, 'nothing is sent to somebody who removed it');
    await house.say('ivo', '', { type: 'installationUpdate', action: 'add' });
    assert.equal(house.conversations.get('ivo')?.status, 'active');
  });

  it('goes on when somebody cannot be reached', async () => {
    await hold();
    house.connector.refusals.set('chat-ivo', 403);
    await house.bot.notifier.tell({
      kind: 'run-failed',
      run: heldRun({ state: 'failed', error: { code: 'store', text: 'Mend it.' } }),
    });
    assert.equal(house.conversations.get('ivo')?.status, 'blocked');
    assert.match(house.heard('iris').at(-1) ?? '', /Run 42 failed/);
    house.connector.refusals.set('chat-iris', 404);
    await house.bot.notifier.tell({ kind: 'run-blocked', run: heldRun({ state: 'blocked' }) });
    assert.equal(house.conversations.get('iris')?.status, 'active');
    house.connector.refusals.set('chat-iris', 429);
    await house.bot.notifier.tell({ kind: 'run-blocked', run: heldRun({ state: 'blocked' }) });
    assert.equal(house.conversations.get('iris')?.status, 'active', 'too busy is not gone');
  });

  it('tells HR about joiners, and greets people but not itself', async () => {
    await house.say('hanna', 'help');
    const joiner = { ...readyJoiner, name: 'Sanne' };
    const tell = (more: Partial<typeof readyJoiner>) =>
      house.bot.notifier.tell({ kind: 'joiner-readiness', joiner: { ...joiner, ...more }, to: { role: 'hr' } });
    await tell({});
    assert.match(house.heard('hanna').at(-1) ?? '', /Sanne is ready to start/);
    const cards = house.heard('hanna').length;
    // The same edition, read a little later: a process died before it had written down that it told it.
    await tell({ account: joiner.account && { ...joiner.account, verifiedAt: '2026-11-24T09:00:00.000Z' } });
    assert.equal(house.heard('hanna').length, cards);
    await tell({ edition: 2, change: 'same', managerName: 'Carla' });
    assert.deepEqual(
      house.connector.sent.slice(-1).map((one) => [one.conversationId, /Carla/.test(JSON.stringify(one.activity))]),
      [['chat-hanna', true]],
    );
    const digest = { startsUntil: '2026-12-01', ready: 24, preparing: 3, lackingCount: 0, lacking: [], edition: 3 };
    await house.bot.notifier.tell({ kind: 'many-joiners', digest, to: { role: 'hr' } });
    assert.match(house.heard('hanna').at(-1) ?? '', /27 people start by 1 December 2026/);
    const before = house.connector.sent.length;
    await house.say('eva', '', { type: 'conversationUpdate', membersAdded: [{ id: 'bot' }] });
    assert.equal(house.connector.sent.length, before);
    await house.say('eva', '', { type: 'conversationUpdate', membersAdded: [{ id: 'bot' }, { id: '29:eva' }] });
    assert.match(house.heard('eva').at(-1) ?? '', /Welcome to Instroom/);
  });
});
