import assert from 'node:assert/strict';
import type { ConversationStore } from '../../models/conversation.ts';
import type { Letter, OutboxStore } from '../../models/outbox.ts';

/** Stores of what is brought to people, on some engine. */
export interface OpenedOutbox {
  outbox: OutboxStore;
  conversations: ConversationStore;
  close(): Promise<void>;
}

const at = '2026-11-24T08:00:00.000Z';
const after = (seconds: number): string => new Date(Date.parse(at) + seconds * 1000).toISOString();
const ten = Array.from({ length: 10 }, (_, index) => index);
const sent = { state: 'sent' as const, notBefore: at, attempts: 1, sentAt: after(1), problem: null };
const missed = { ...sent, state: 'undeliverable' as const, sentAt: null, problem: 'blocked' };

const makeLetter = (id: string, more: Partial<Letter> = {}): Letter => ({
  id,
  tenantId: 't',
  aadObjectId: 'sam',
  topic: { kind: 'request', id: '1', detail: {} },
  subject: null,
  isUrgent: false,
  mayJoin: true,
  state: 'waiting',
  notBefore: at,
  attempts: 0,
  leasedBy: null,
  leasedUntil: null,
  writtenAt: at,
  sentAt: null,
  problem: null,
  ...more,
});

/** What the outbox and the cards that were sent promise, on whatever engine. */
export function describeOutboxContract(name: string, open: () => Promise<OpenedOutbox>): void {
  describe(`letters and sent cards on ${name}`, () => {
    let outbox: OutboxStore;
    let opened: OpenedOutbox;
    beforeEach(async () => {
      opened = await open();
      outbox = opened.outbox;
    });
    afterEach(() => opened.close());

    const lease = async (owner: string, seconds: number, limit = 100): Promise<string[]> =>
      (await outbox.lease({ owner, now: after(seconds), leaseMs: 10_000, limit })).map(({ id }) => id).sort();

    it('hand every letter to one worker at a time, urgent ones first, and keep what became of it', async () => {
      await outbox.write(ten.map((index) => makeLetter(`l${index}`, { isUrgent: index === 9 })));
      await outbox.write([makeLetter('l1')]);
      const [a, b] = await Promise.all([lease('a', 1, 6), lease('b', 1, 6)]);
      assert.deepEqual([...a, ...b].sort(), ten.map((index) => `l${index}`).sort());
      const [first = ''] = a;
      assert.equal(await outbox.settle(first, 'b', sent), false);
      assert.equal(await outbox.settle(first, 'a', sent), true);
      assert.equal((await lease('c', 3600)).length, 9);
      assert.equal((await outbox.queue()).waiting, 9);
    });

    it('give urgent letters first', async () => {
      await outbox.write([makeLetter('slow'), makeLetter('fast', { isUrgent: true, notBefore: after(1) })]);
      assert.deepEqual(await lease('a', 1, 1), ['fast']);
    });

    it('keep a lease for as long as its owner makes it last, and give it to another one after that', async () => {
      await outbox.write([makeLetter('x'), makeLetter('y')]);
      await lease('a', 0);
      await outbox.extend(['x'], { owner: 'a', now: after(8), leaseMs: 10_000 });
      await outbox.extend(['y'], { owner: 'b', now: after(8), leaseMs: 10_000 });
      assert.deepEqual(await lease('b', 11), ['y']);
      assert.deepEqual(await lease('b', 19), ['x']);
      await outbox.extend(['x'], { owner: 'a', now: after(20), leaseMs: 99_000 });
      assert.equal(await outbox.settle('x', 'a', sent), false, 'what is somebody else’s by now is theirs');
      assert.deepEqual(await lease('c', 30), ['x', 'y']);
    });

    it('let a newer letter on the same subject take the place of one that still waits', async () => {
      const about = (id: string, aadObjectId: string, writtenAt: string) =>
        makeLetter(id, { subject: 'request:7', aadObjectId, writtenAt });
      await outbox.write([about('s1', 'zoe', at)]);
      await outbox.write([about('s2', 'zoe', after(1)), about('s3', 'yan', after(1))]);
      assert.deepEqual(await lease('d', 2), ['s2', 's3']);
    });

    it('let wait again what could not be brought to somebody, but nothing that is old or overtaken', async () => {
      const about = (id: string, more: Partial<Letter>) => makeLetter(id, { aadObjectId: 'zoe', ...more });
      await outbox.write([
        about('news', {}),
        about('overtaken', { subject: 'request:7' }),
        about('old', { writtenAt: '2026-01-01T00:00:00.000Z' }),
        makeLetter('other', { aadObjectId: 'yan' }),
      ]);
      for (const id of await lease('a', 1)) await outbox.settle(id, 'a', missed);
      await outbox.write([about('newer', { subject: 'request:7', writtenAt: after(2) })]);
      await outbox.takeUp({ aadObjectId: 'zoe', since: '2026-11-20T00:00:00.000Z', now: after(3) });
      const again = await outbox.lease({ owner: 'b', now: after(3), leaseMs: 1000, limit: 10 });
      assert.deepEqual(again.map(({ id }) => id).sort(), ['newer', 'news']);
      const news = again.find(({ id }) => id === 'news');
      assert.deepEqual([news?.attempts, news?.problem, news?.writtenAt], [0, null, after(3)]);
    });

    it('forget what is over and old, a part at a time, and nothing that waits', async () => {
      await outbox.write(ten.map((index) => makeLetter(`l${index}`)));
      await outbox.write([makeLetter('young', { writtenAt: after(100) })]);
      for (const id of await lease('a', 1)) if (id !== 'l0') await outbox.settle(id, 'a', id === 'l1' ? missed : sent);
      assert.equal(await outbox.forgetBefore(after(50), 5), 5);
      assert.equal(await outbox.forgetBefore(after(50), 5), 4);
      assert.equal(await outbox.forgetBefore(after(50), 5), 0);
      assert.deepEqual(await outbox.undeliverable(10), []);
      // What is still known is not written again.
      await outbox.write([makeLetter('young', { writtenAt: after(100) }), makeLetter('l3')]);
      assert.deepEqual(await lease('b', 100), ['l0', 'l3']);
    });

    it('forget cards of long ago, but none that is still asked about', async () => {
      const { conversations } = opened;
      const card = (subject: string, aadObjectId: string, sentAt: string) =>
        conversations.saveSentCard({
          subject,
          tenantId: 't',
          aadObjectId,
          activityId: `${subject} ${aadObjectId}`,
          sentAt,
        });
      for (const who of ['zoe', 'yan']) {
        await card('request:1', who, at);
        await card('request:2', who, at);
        await card('request:3', who, after(100));
      }
      const forget = (limit: number) =>
        conversations.forgetCards({ sentBefore: after(50), keep: ['request:2'], limit });
      assert.deepEqual([await forget(1), await forget(10), await forget(10)], [1, 1, 0]);
      const left = await Promise.all([1, 2, 3].map((id) => conversations.sentCards(`request:${id}`)));
      assert.deepEqual(
        left.map((cards) => cards.length),
        [0, 2, 2],
      );
    });
  });
}
