import assert from 'node:assert/strict';
import type { Refusal } from '../fakes/start-fake-connector.ts';
import { at, type BotHouse, heldRun, openBot, operation } from './open-bot.ts';

describe('bringing cards to people', () => {
  let house: BotHouse;
  let now: number;
  beforeEach(async () => {
    now = Date.parse(at);
    house = await openBot({ clock: { now: () => new Date(now) } });
    for (const who of ['ivo', 'iris']) await house.say(who, 'help');
    house.runs.set('42', heldRun());
  });
  afterEach(() => house.close());

  const ask = () => house.bot.notifier.tell({ kind: 'run-needs-approval', run: heldRun(), operations: [operation] });
  const answer = (who: string, ...answers: (Refusal | null)[]) => house.connector.answers.set(`chat-${who}`, answers);
  /** Time goes by, and the postman goes round. */
  const later = async (ms: number): Promise<void> => {
    now += ms;
    await house.bot.delivery.drain();
  };
  const cardsOf = (who: string) =>
    [...(house.connector.chats.get(`chat-${who}`)?.values() ?? [])].filter(
      (activity) =>
        JSON.stringify(activity).includes('Run 42') || JSON.stringify(activity).includes('needs your approval'),
    );

  const passing: Readonly<Record<string, Refusal>> = {
    '429 that says how long': { status: 429, retryAfter: 30 },
    '429 that does not': { status: 429 },
    '412': { status: 412 },
    '500': { status: 500 },
    '502': { status: 502 },
    '503 that says how long': { status: 503, retryAfter: 5 },
    'no answer at all': { drop: true },
  };
  for (const [what, refusal] of Object.entries(passing)) {
    it(`goes on after ${what}, one call an attempt, and brings the card once`, async () => {
      answer('ivo', refusal, refusal);
      const before = house.connector.calls.filter(({ conversationId }) => conversationId === 'chat-ivo').length;
      await ask();
      assert.equal(cardsOf('iris').length, 1, 'others do not wait for it');
      assert.equal(cardsOf('ivo').length, 0);
      for (let tries = 0; tries < 10 && cardsOf('ivo').length === 0; tries++) await later(60_000);
      assert.equal(cardsOf('ivo').length, 1);
      const calls = house.connector.calls.filter(({ conversationId }) => conversationId === 'chat-ivo').length - before;
      assert.equal(calls, 3, 'two that failed and the one that did not');
      await later(24 * 3_600_000);
      assert.equal(cardsOf('ivo').length, 1);
    });
  }

  it('stops at whoever has blocked the bot, while the others hear of it', async () => {
    answer('ivo', { status: 403, code: 'MessageWritesBlocked' });
    await ask();
    await later(3_600_000);
    assert.equal(house.conversations.get('ivo')?.status, 'blocked');
    assert.equal(cardsOf('ivo').length, 0);
    assert.equal(cardsOf('iris').length, 1);
  });

  it('brings no card again that was deleted when its question is over', async () => {
    await ask();
    const gone = { status: 404, code: 'ActivityNotFoundInConversation' };
    const sent = () => house.connector.sent.filter((entry) => entry.conversationId === 'chat-ivo' && !entry.isUpdate);
    const first = sent().length;
    answer('ivo', gone);
    house.runs.set('42', heldRun({ state: 'finished' }));
    await house.bot.notifier.tell({ kind: 'run-decided', run: heldRun({ state: 'finished' }) });
    await later(60_000);
    assert.equal(sent().length, first, 'who deleted a card that is over wants it gone');
  });

  it('changes the card that is there when a new one cannot take its place', async () => {
    await ask();
    await house.press('iris', 'approve-run', { runId: '42', fingerprint: 'f1' });
    await later(1000);
    assert.equal(cardsOf('ivo').length, 1);
    assert.match(JSON.stringify(cardsOf('ivo')[0]), /Approved by iris/);
  });
});
