import assert from 'node:assert/strict';
import type { QuietHours } from '../../models/policy.ts';
import { members } from './open-bot.ts';
import { askedOf, type DeliveryHouse, gone, hours, joinerReady, minutes, openDelivery } from './open-delivery.ts';

const twenty = Array.from({ length: 20 }, (_, index) => index + 1);

/** The most that came within any span of so long. */
function most(times: readonly number[], spanMs: number): number {
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + spanMs).length));
}

describe('many letters at once', () => {
  let house: DeliveryHouse;
  beforeEach(async () => {
    house = await openDelivery();
    for (const who of ['hanna', 'ivo', 'iris']) await house.say(who, 'help');
  });
  afterEach(() => house.close());

  const digests = (who: string) => house.chat(who).filter((text) => /things to know/.test(text));

  it('are a few cards and digests instead of twenty, and nothing is left out', async () => {
    for (const number of twenty) await house.tell(joinerReady(number));
    await house.later(minutes(10));
    const chat = house.chat('hanna').slice(1);
    assert.ok(chat.length <= 6, `${chat.length} messages`);
    assert.ok(digests('hanna').length >= 1);
    for (const number of twenty) assert.match(chat.join(), new RegExp(`Joiner ${number} `));
  });

  it('never hide in a digest what somebody has to decide on', async () => {
    for (const number of twenty) {
      const request = askedOf('hanna', { id: `${number}` });
      house.requests.set(request.id, request);
      await house.tell({ kind: 'request', request, event: 'reminded', to: ['hanna'] });
    }
    for (let step = 0; step < 5; step++) await house.later(minutes(1));
    assert.equal(house.chat('hanna').filter((text) => /"verb":"approve-request"/.test(text)).length, 20);
    assert.deepEqual(digests('hanna'), []);
  });

  it('change older cards in place when a digest says something newer', async () => {
    const requests = twenty.slice(0, 4).map((number) => askedOf('hanna', { id: `${number}` }));
    for (const request of requests) {
      house.requests.set(request.id, request);
      await house.tell({ kind: 'request', request, event: 'asked', to: ['hanna'] });
      await house.later(minutes(5));
    }
    house.connector.refusals.set('chat-hanna', 503);
    const pressing = requests.map((request) => ({ ...request, version: 2, isUrgent: true }));
    for (const request of pressing) {
      house.requests.set(request.id, request);
      const calm = { ...request, isUrgent: false };
      await house.tell({ kind: 'request', request: calm, event: 'reminded', to: ['hanna'] });
    }
    house.connector.refusals.delete('chat-hanna');
    for (let step = 0; step < 5; step++) await house.later(minutes(5));
    assert.equal(digests('hanna').length, 1);
    const cards = house.chat('hanna').filter((text) => /"verb":"approve-request"/.test(text));
    assert.equal(cards.length, 4);
    for (const card of cards) assert.match(card, /This is urgent/);
  });

  it('come no faster than a chat may take them', async () => {
    for (const number of twenty) {
      const request = askedOf('hanna', { id: `${number}` });
      house.requests.set(request.id, request);
      await house.tell({ kind: 'request', request, event: 'asked', to: ['hanna'] });
    }
    for (let second = 0; second < 90; second++) await house.later(1000);
    const times = house.connector.calls
      .filter(({ conversationId }) => conversationId === 'chat-hanna')
      .map(({ at }) => at);
    assert.equal(times.length, 21);
    // https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
    assert.ok(most(times, 1000) <= 7 && most(times, 2000) <= 8 && most(times, 30_000) <= 60);
  });

  it('wait for the chat alone that is slow down', async () => {
    house.answers('ivo', { status: 429, retryAfter: 120 });
    await house.askIt();
    const before = house.calls('ivo');
    for (let second = 0; second < 100; second += 10) await house.later(10_000);
    assert.equal(house.calls('ivo'), before, 'as long as Teams asked for');
    await house.later(minutes(1));
    assert.equal(house.chat('ivo').filter((text) => /needs your approval/.test(text)).length, 1);
  });
});

describe('many people at once', () => {
  it('are told no faster than a tenant allows, each of them', async () => {
    const people = Array.from({ length: 80 }, (_, index) => `person${index}`);
    const member = (id: string) => ({ aadObjectId: id, name: id, address: null, personKey: null, roles: [] });
    const house = await openDelivery({
      membership: { member: async (id: string) => member(id), holders: async () => [] } as never,
    });
    for (const id of people)
      house.conversations.set(id, {
        tenantId: 't',
        aadObjectId: id,
        locale: null,
        status: 'active',
        reference: {
          serviceUrl: house.connector.url,
          channelId: 'msteams',
          bot: { id: 'bot' },
          user: { id: `29:${id}` },
          conversation: { id: `chat-${id}`, conversationType: 'personal', tenantId: 't' },
        },
        updatedAt: '',
      });
    const request = askedOf('hanna');
    house.requests.set('12', request);
    await house.tell({ kind: 'request', request, event: 'done', to: people });
    for (let step = 0; step < 5; step++) await house.later(minutes(5));
    for (const id of people) assert.equal(house.chat(id).length, 1, id);
    assert.ok(
      most(
        house.connector.calls.map(({ at }) => at),
        1000,
      ) <= 30,
    );
    await house.close();
  });
});

describe('quiet hours', () => {
  let house: DeliveryHouse;
  const quiet: QuietHours = { from: '19:00', until: '07:30', weekends: true };
  beforeEach(async () => {
    house = await openDelivery({ quietHours: async () => quiet });
    for (const who of Object.keys(members)) await house.say(who, 'help');
    // Friday evening in Amsterdam; Monday 07:30 there is 06:30 in UTC.
    house.setTime('2026-11-27T21:00:00.000Z');
    house.requests.set('12', askedOf('hanna'));
    house.requests.set('13', askedOf('hanna', { id: '13', isUrgent: true }));
  });
  afterEach(() => house.close());

  const asked = (id: string) => house.chat('hanna').filter((text) => text.includes(`"requestId":"${id}"`));
  const ask = (id: string) => {
    const request = house.requests.get(id);
    assert.ok(request !== undefined);
    return house.tell({ kind: 'request', request, event: 'asked', to: ['hanna'] });
  };

  it('hold back what can wait until they are over, weekends and all', async () => {
    await ask('12');
    house.setTime('2026-11-30T06:29:00.000Z');
    await house.later(0);
    assert.equal(asked('12').length, 0);
    house.setTime('2026-11-30T06:30:01.000Z');
    await house.later(0);
    assert.equal(asked('12').length, 1);
  });

  it('hold back nothing that is urgent', async () => {
    await ask('13');
    assert.equal(asked('13').length, 1);
  });

  it('let cards that are there be changed, which nobody hears', async () => {
    house.setTime('2026-11-27T12:00:00.000Z');
    await ask('12');
    house.setTime('2026-11-27T21:00:00.000Z');
    const ended = askedOf('hanna', { version: 2, state: 'withdrawn' });
    house.requests.set('12', ended);
    await house.tell({ kind: 'request', request: ended, event: 'withdrawn', to: [] });
    assert.doesNotMatch(asked('12').join(), /approve-request/);
    assert.equal(house.chat('hanna').length, 2);
  });

  it('bring a deleted card again when they are over, not in the night', async () => {
    house.setTime('2026-11-27T12:00:00.000Z');
    await ask('12');
    house.setTime('2026-11-27T21:00:00.000Z');
    house.connector.chats.get('chat-hanna')?.clear();
    house.answers('hanna', gone, gone);
    const changed = askedOf('hanna', { version: 2 });
    house.requests.set('12', changed);
    await house.tell({ kind: 'request', request: changed, event: 'answered', to: [] });
    assert.deepEqual(house.chat('hanna'), []);
    house.setTime('2026-11-30T06:31:00.000Z');
    await house.later(0);
    await house.later(hours(1));
    assert.equal(asked('12').length, 1);
  });

  it('end in one digest of what was held back', async () => {
    for (const number of twenty) await house.tell(joinerReady(number));
    assert.equal(house.chat('hanna').length, 1, 'only the help');
    house.setTime('2026-11-30T06:31:00.000Z');
    await house.later(0);
    await house.later(minutes(5));
    assert.equal(house.chat('hanna').length, 2);
    for (const number of twenty) assert.match(house.chat('hanna').join(), new RegExp(`Joiner ${number} `));
  });
});
