import assert from 'node:assert/strict';
import { heldRun } from './open-bot.ts';
import { askedOf, type DeliveryHouse, hours, minutes, openDelivery } from './open-delivery.ts';

const soon = (ms = 5) => new Promise((resolve) => setTimeout(resolve, ms));

/** Real time goes by until it is so. */
async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries++) {
    assert.ok(tries < 1000, 'it comes to that');
    await soon();
  }
}

describe('letters when processes die', () => {
  let house: DeliveryHouse;
  beforeEach(async () => {
    house = await openDelivery({}, { pollMs: 5, lease: { leaseMs: 30_000, renewMs: 5 } });
    for (const who of ['ivo', 'iris', 'hanna']) await house.say(who, 'help');
  });
  afterEach(() => house.close());

  const cardsOf = (who: string) => house.chat(who).filter((text) => /Run 42|needs your approval/.test(text));
  /** As a new process does on the folder of one that is gone: its leases and locks are freed. */
  const restart = async (): Promise<void> => {
    const bot = await house.startAnother();
    house.locks.releaseAll();
    for (const [id, letter] of house.letters) house.letters.set(id, { ...letter, leasedBy: null, leasedUntil: null });
    await bot.delivery.start();
    await bot.delivery.drain();
    await bot.delivery.stop();
  };

  const isSettled = (who: string) =>
    [...house.letters.values()].some(({ aadObjectId, state }) => aadObjectId === who && state === 'sent');

  it('brings again what it had sent and not written down, and everything else once', async () => {
    house.connector.onTaken = async ({ conversationId }) => {
      if (conversationId !== 'chat-ivo') return;
      await until(() => isSettled('iris'));
      house.kill();
    };
    void house.askIt();
    await until(() => cardsOf('ivo').length === 1 && isSettled('iris'));
    await soon(20);
    house.connector.onTaken = () => {};
    await restart();
    assert.equal(cardsOf('ivo').length, 2, 'Teams takes a message at least once');
    assert.equal(cardsOf('iris').length, 1);
    await house.press('iris', 'approve-run', { runId: '42', fingerprint: 'f1' });
    await house.later(1000);
    assert.match(cardsOf('ivo').at(-1) ?? '', /Approved by iris/);
    const again = await house.press('ivo', 'approve-run', { runId: '42', fingerprint: 'f1' });
    assert.match(JSON.stringify(again.body.value), /decided already/, 'a button that is left over does nothing');
  });

  it('sends nothing again whose card was written down before the end', async () => {
    const { set } = house.cards;
    house.cards.set = (key, card) => {
      set.call(house.cards, key, card);
      if (house.cards.size === 2) house.kill();
      return house.cards;
    };
    void house.askIt();
    await until(() => house.cards.size === 2);
    house.cards.set = set;
    assert.ok(!isSettled('ivo') || !isSettled('iris'), 'the last one does not know yet that it was sent');
    await restart();
    for (const who of ['ivo', 'iris']) assert.equal(cardsOf(who).length, 1, who);
    assert.ok(isSettled('ivo') && isSettled('iris'));
  });

  it('brings every copy up to date that a decision did not reach before the end', async () => {
    await house.askIt();
    const decision = house.press('ivo', 'approve-run', { runId: '42', fingerprint: 'f1' });
    await until(() => {
      if (house.runs.get('42')?.decision === null) return false;
      house.kill();
      return true;
    });
    await restart();
    for (const who of ['ivo', 'iris']) {
      assert.equal(cardsOf(who).length, 1, 'nothing is doubled');
      assert.match(cardsOf(who).join(), /Approved by ivo/);
      assert.doesNotMatch(cardsOf(who).join(), /approve-run/);
    }
    const sent = house.connector.sent.length;
    await restart();
    assert.equal(house.connector.sent.length, sent, 'and done once');
    void decision;
  });

  it('asks whoever a request did not reach before the end, once, and closes what is decided', async () => {
    house.requests.set('12', askedOf('hanna'));
    house.requests.set('13', askedOf('iris', { id: '13', state: 'withdrawn' }));
    await restart();
    await restart();
    assert.equal(house.chat('hanna').filter((text) => /"verb":"approve-request"/.test(text)).length, 1);
    house.requests.set('12', askedOf('hanna', { state: 'withdrawn', version: 2 }));
    await restart();
    assert.equal(house.chat('hanna').filter((text) => /"verb":"approve-request"/.test(text)).length, 0);
    assert.equal(house.chat('iris').length, 1, 'only its help');
  });

  it('are taken over by another process within half a minute', async () => {
    house.connector.onTaken = () => house.kill();
    void house.askIt();
    await until(() => cardsOf('ivo').length + cardsOf('iris').length > 0);
    house.connector.onTaken = () => {};
    const other = await house.startAnother();
    await house.later(20_000);
    const early = cardsOf('ivo').length + cardsOf('iris').length;
    await house.later(11_000);
    assert.ok(early < 3, 'not while it could still be at work');
    assert.deepEqual(
      [...house.letters.values()].map(({ state }) => state),
      ['sent', 'sent'],
    );
    assert.ok(cardsOf('ivo').length > 0 && cardsOf('iris').length > 0);
    // What the one that died had decided and not told is told by the one that goes on.
    house.runs.set('42', heldRun({ state: 'finished' }));
    await other.delivery.start();
    await until(() => !/approve-run/.test(cardsOf('ivo').at(-1) ?? ''));
    await other.delivery.stop();
  });

  it('stay with a process for as long as it is at work, however slow Teams is', async () => {
    let goOn: (_: unknown) => void = () => {};
    house.connector.slowness = new Promise((resolve) => {
      goOn = resolve;
    });
    const slow = house.askIt();
    await until(() => house.connector.calls.length >= 5);
    const other = await house.startAnother();
    for (let step = 0; step < 6; step++) {
      house.setTime(new Date(house.now() + 20_000).toISOString());
      await soon(40);
      await other.delivery.drain();
    }
    goOn(null);
    await slow;
    await house.later(minutes(1));
    for (const who of ['ivo', 'iris']) assert.equal(cardsOf(who).length, 1, who);
  });

  it('are left alone by a process that slept for so long that another one has them', async () => {
    const first = house.bot;
    house.runs.set('42', heldRun());
    await house.startAnother();
    await house.askIt();
    await first.delivery.drain();
    house.setTime(new Date(house.now() + hours(1)).toISOString());
    await first.delivery.drain();
    for (const who of ['ivo', 'iris']) assert.equal(cardsOf(who).length, 1, who);
  });
});
