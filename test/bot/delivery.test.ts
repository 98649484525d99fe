import assert from 'node:assert/strict';
import type { Refusal } from '../fakes/start-fake-connector.ts';
import { heldRun } from './open-bot.ts';
import { askedOf, type DeliveryHouse, gone, hours, joinerReady, minutes, openDelivery } from './open-delivery.ts';

describe('bringing cards to people', () => {
  let house: DeliveryHouse;
  beforeEach(async () => {
    house = await openDelivery();
    for (const who of ['ivo', 'iris', 'hanna']) await house.say(who, 'help');
  });
  afterEach(() => house.close());

  const about = (who: string, words: RegExp) => house.chat(who).filter((text) => words.test(text));
  const cardsOf = (who: string) => about(who, /Run 42|needs your approval/);

  const passing: Readonly<Record<string, Refusal>> = {
    '429 that says how long': { status: 429, retryAfter: 30 },
    '429 that does not': { status: 429 },
    '412': { status: 412 },
    '500': { status: 500 },
    '502': { status: 502 },
    '503 that says how long': { status: 503, retryAfter: 5 },
    '401, until somebody has mended the registration': { status: 401, code: 'BotNotRegistered' },
    'no answer at all': { drop: true },
  };
  for (const [what, refusal] of Object.entries(passing)) {
    it(`goes on after ${what}, one call an attempt, and brings the card once`, async () => {
      house.answers('ivo', refusal, refusal);
      const before = house.calls('ivo');
      await house.askIt();
      assert.equal(cardsOf('iris').length, 1, 'others do not wait for it');
      assert.equal(cardsOf('ivo').length, 0);
      for (let tries = 0; tries < 10 && cardsOf('ivo').length === 0; tries++) await house.later(minutes(1));
      assert.equal(cardsOf('ivo').length, 1);
      assert.equal(house.calls('ivo') - before, 3, 'two that failed and the one that did not');
      await house.later(hours(24));
      assert.equal(cardsOf('ivo').length, 1);
    });
  }

  it('stops at whoever has blocked the bot, while the others hear of it', async () => {
    house.answers('ivo', { status: 403, code: 'MessageWritesBlocked' });
    await house.askIt();
    await house.later(hours(1));
    assert.equal(house.conversations.get('ivo')?.status, 'blocked');
    assert.equal(cardsOf('ivo').length, 0);
    assert.equal(cardsOf('iris').length, 1);
  });

  it('asks nothing more of somebody who takes nothing, whatever else there is for them', async () => {
    house.connector.refusals.set('chat-hanna', 403);
    const before = house.calls('hanna');
    for (const id of ['12', '13', '14']) house.requests.set(id, askedOf('hanna', { id }));
    // Written down together, as after a night.
    await house.bot.delivery.start();
    await house.bot.delivery.stop();
    await house.later(minutes(1));
    assert.ok([...house.letters.values()].every(({ state }) => state !== 'waiting'));
    assert.equal(house.calls('hanna') - before, 1);
  });

  it('tells IT of a token that ends, in place of the card before, and has every copy say so when it is seen to', async () => {
    const ending = { kind: 'source-ending' as const, sourceId: 'profit', what: 'afas-token' as const };
    const endsOn = '2026-12-24';
    const aboutToken = (who: string) => about(who, /token (for AFAS|that lasts)/);
    await house.tell({ ...ending, endsOn, daysLeft: 30 });
    await house.tell({ ...ending, endsOn, daysLeft: 30 });
    await house.tell({ ...ending, endsOn, daysLeft: 14 });
    for (const who of ['ivo', 'iris']) {
      assert.equal(aboutToken(who).length, 1);
      assert.match(aboutToken(who)[0] ?? '', /ends in 14 days.*24 December 2026/);
    }
    assert.deepEqual(aboutToken('hanna'), []);
    await house.tell({ kind: 'source-goes-on', sourceId: 'profit', what: 'afas-token', endsOn, to: [] });
    await house.later(hours(1));
    for (const who of ['ivo', 'iris']) {
      assert.equal(aboutToken(who).length, 1);
      assert.match(aboutToken(who)[0] ?? '', /AFAS has a token that lasts/);
    }
  });

  it('brings no card again that was deleted when its question is over', async () => {
    await house.askIt();
    house.connector.chats.get('chat-ivo')?.clear();
    house.answers('ivo', gone);
    house.runs.set('42', heldRun({ state: 'finished' }));
    await house.tell({ kind: 'run-decided', run: heldRun({ state: 'finished' }) });
    await house.later(hours(1));
    assert.deepEqual(house.chat('ivo'), [], 'who deleted a card that is over wants it gone');
    assert.match(cardsOf('iris').join(), /"finished"|Run 42/);
  });

  it('brings a card again that was deleted while its question is open', async () => {
    house.requests.set('12', askedOf('hanna'));
    await house.tell({ kind: 'request', request: askedOf('hanna'), event: 'asked', to: ['hanna'] });
    house.connector.chats.get('chat-hanna')?.clear();
    house.answers('hanna', gone);
    const changed = askedOf('hanna', { version: 2 });
    house.requests.set('12', changed);
    await house.tell({ kind: 'request', request: changed, event: 'answered', to: [] });
    assert.equal(about('hanna', /"verb":"approve-request"/).length, 1);
    house.requests.set('12', askedOf('hanna', { version: 3, state: 'withdrawn' }));
    await house.tell({ kind: 'request', request: askedOf('hanna', { version: 3 }), event: 'withdrawn', to: [] });
    assert.equal(about('hanna', /"verb":"approve-request"/).length, 0, 'the new one is kept up to date from then on');
  });

  it('changes the card that is there when a new one cannot take its place', async () => {
    await house.askIt();
    await house.press('iris', 'approve-run', { runId: '42', fingerprint: 'f1' });
    await house.later(1000);
    assert.equal(cardsOf('ivo').length, 1);
    assert.match(cardsOf('ivo').join(), /Approved by iris/);
  });

  it('opens a chat again that was removed with its history, and keeps to that from then on', async () => {
    house.connector.refusals.set('chat-ivo', 404);
    await house.askIt();
    const anew = () => [...(house.connector.chats.get('chat-ivo-anew')?.values() ?? [])];
    assert.equal(anew().length, 1);
    house.runs.set('42', heldRun({ state: 'finished' }));
    await house.tell({ kind: 'run-decided', run: heldRun({ state: 'finished' }) });
    assert.doesNotMatch(JSON.stringify(anew()), /approve-run/);
    assert.equal(anew().length, 1);
  });

  it('brings the title of a card that Teams finds too large, and changes that one afterwards', async () => {
    const tooLarge = { status: 413, code: 'MessageSizeTooBig' };
    house.answers('ivo', tooLarge);
    await house.askIt();
    assert.match(cardsOf('ivo').join(), /Run 42 needs your approval.*more to this than fits/);
    house.answers('ivo', tooLarge);
    house.runs.set('42', heldRun({ state: 'finished' }));
    await house.tell({ kind: 'run-decided', run: heldRun({ state: 'finished' }) });
    assert.equal(house.chat('ivo').filter((text) => /more to this than fits/.test(text)).length, 1);
    assert.equal(house.chat('ivo').length, 2, 'beside its help');
    assert.doesNotMatch(house.chat('ivo').join(), /needs your approval/);
  });
});

describe('who cannot be reached', () => {
  let house: DeliveryHouse;
  const deputies: Readonly<Record<string, string>> = { hanna: 'eva', ivo: 'iris' };
  beforeEach(async () => {
    house = await openDelivery({ deputyOf: async (id) => deputies[id] ?? null });
    for (const who of ['ivo', 'iris', 'hanna', 'eva']) await house.say(who, 'help');
    house.requests.set('12', askedOf('hanna'));
  });
  afterEach(() => house.close());

  const tasks = (who: string) => house.chat(who).filter((text) => /hanna could not be reached/.test(text));
  const askHanna = () => house.tell({ kind: 'request', request: askedOf('hanna'), event: 'asked', to: ['hanna'] });

  for (const [why, code, said] of [
    ['has blocked the bot', 'ConversationBlockedByUser', /they have blocked Instroom/],
    ['has not got the app', 'BotNotInConversationRoster', /do not have Instroom in Teams/],
  ] as const) {
    it(`becomes a task of the deputy and of IT, once: who ${why}`, async () => {
      house.connector.refusals.set('chat-hanna', 403);
      house.connector.code = code;
      await askHanna();
      await askHanna();
      await house.later(hours(1));
      for (const who of ['eva', 'ivo', 'iris']) {
        assert.equal(tasks(who).length, 1, who);
        assert.match(tasks(who).join(), said);
        assert.match(tasks(who).join(), /request 12/);
      }
      assert.match(tasks('eva').join(), /You stand in for them/);
      assert.doesNotMatch(tasks('ivo').join(), /You stand in for them/);
    });
  }

  it('becomes one when Teams has taken nothing for three days', async () => {
    house.connector.refusals.set('chat-hanna', 503);
    await askHanna();
    for (let day = 0; day < 2; day++) await house.later(hours(24));
    assert.deepEqual(tasks('eva'), [], 'not before');
    for (let look = 0; look < 3; look++) await house.later(hours(13));
    assert.match(tasks('eva').join(), /for three days/);
  });

  it('becomes nobody’s for what another holder of the role was told', async () => {
    house.connector.refusals.set('chat-ivo', 403);
    await house.askIt();
    await house.later(hours(1));
    assert.deepEqual(
      house.chat('iris').filter((text) => /could not be reached/.test(text)),
      [],
    );
  });

  it('becomes IT’s when it was the last of HR', async () => {
    house.connector.refusals.set('chat-hanna', 403);
    await house.tell(joinerReady(1));
    await house.later(minutes(1));
    assert.equal(tasks('ivo').length, 1);
  });
});
