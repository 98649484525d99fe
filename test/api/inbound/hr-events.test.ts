import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { shareEngine } from '../../models/store/share-engine.ts';
import { eachTestItsDoors } from './open-inbound-house.ts';

const signedAt = Date.parse('2026-11-24T08:00:00.000Z') / 1000;
const body = JSON.stringify({ id: 'event-1', people: ['P1'] });

interface Notice {
  source?: string;
  secret?: string;
  timestamp?: string;
  body?: string;
  sent?: string;
  headers?: Record<string, string>;
}

describe('signed events', () => {
  const house = eachTestItsDoors(shareEngine(), ', webhook: { secrets: [HOOK, HOOK_NEXT] }');
  beforeEach(() => Object.assign(house().env, { HOOK: 'one secret', HOOK_NEXT: 'the next', VISMA_SECRET: 'theirs' }));

  const notify = ({ secret = 'one secret', timestamp = String(signedAt), ...notice }: Notice = {}) => {
    const signed = notice.body ?? body;
    const signature = createHmac('sha256', secret).update(`${timestamp}.${signed}`).digest('hex');
    return house().send(`/hr/${notice.source ?? 'hr'}/events`, {
      method: 'POST',
      headers: { 'instroom-signature': signature, 'instroom-timestamp': timestamp, ...notice.headers },
      body: notice.sent ?? signed,
    });
  };
  const refused = async (notice: Notice, status = 401) => {
    const answer = await notify(notice);
    assert.deepEqual([answer.status, house().asked()], [status, 0], JSON.stringify(notice));
    return answer;
  };

  it('ask for a run once, and are answered again when they come again', async () => {
    assert.equal((await notify()).status, 202);
    assert.equal((await notify()).status, 200);
    assert.equal(house().asked(), 1);
    const kept = await house().stores.received.find({ sourceId: 'hr', kind: 'event', id: 'event-1' });
    assert.ok(kept !== null && !JSON.stringify(kept).includes('P1'));
  });

  it('name whom they are about, as far as that can be read', async () => {
    const named = async (event: object) => {
      await notify({ body: JSON.stringify(event) });
      return house().named();
    };
    assert.deepEqual(await named({ id: 'e1', personKeys: ['P1', 2] }), ['P1', '2']);
    assert.deepEqual(await named({ id: 'e2', personKeys: 'P7' }), ['P7']);
    for (const [index, personKeys] of [undefined, null, [], [''], [{}], ['x'.repeat(300)]].entries())
      assert.equal(await named({ id: `odd-${index}`, personKeys }), null, JSON.stringify(personKeys));
  });

  it('count with either of two secrets, and not with one that was taken away', async () => {
    assert.equal((await notify({ secret: 'the next' })).status, 202);
    house().env.HOOK = '';
    assert.equal((await notify({ body: '{"id":"event-2"}' })).status, 401);
    house().env.HOOK_NEXT = '';
    assert.equal((await notify({ secret: '', body: '{"id":"event-3"}' })).status, 401);
    assert.equal(house().asked(), 1);
  });

  it('are refused with another secret, an edited body, another time than was signed, or no signature', async () => {
    await refused({ secret: 'guessed' });
    await refused({ sent: body.replace('P1', 'P2') });
    await refused({ headers: { 'instroom-timestamp': String(signedAt + 1) } });
    await refused({ headers: { 'instroom-signature': '' } });
    await refused({ headers: { 'instroom-signature': 'é'.normalize('NFD').slice(0, 1) } });
  });

  it('are refused when they were signed more than five minutes ago or ahead, or at no time', async () => {
    await refused({ timestamp: String(signedAt - 301) });
    await refused({ timestamp: String(signedAt + 302) });
    for (const timestamp of ['', 'yesterday', '-1', '1e9', '99999999999999999999']) await refused({ timestamp });
    assert.equal((await notify({ timestamp: String(signedAt - 298) })).status, 202);
  });

  it('are refused for a source that is not there in the same words as with another secret', async () => {
    const [unknown, wrong] = [await refused({ source: 'nowhere' }), await refused({ secret: 'guessed' })];
    assert.deepEqual(unknown.body, wrong.body);
  });

  it('are refused when they are no JSON, have no id, or are too large', async () => {
    for (const text of [
      '',
      '{',
      'null',
      '[]',
      '{}',
      '{"id":1}',
      '{"id":""}',
      `{"id":"${'x'.repeat(201)}"}`,
      '{"__proto__":{},"id":"a"}',
    ])
      await refused({ body: text }, 400);
    await refused({ body: `{"id":"a","x":"${'x'.repeat(70_000)}"}` }, 413);
    await refused({ headers: { 'content-encoding': 'gzip' } }, 415);
  });

  it('are not answered with 2xx while they cannot be written down, and count when they come again', async () => {
    house().failToAsk(true);
    assert.equal((await notify().catch(() => ({ status: 500 }))).status, 500);
    house().failToAsk(false);
    assert.equal((await notify()).status, 202);
  });

  it('of Visma are signed over the body alone; each counts, for the id in it is that of the record', async () => {
    const send = (text: string, key = 'theirs') =>
      house().send('/hr/files/events', {
        method: 'POST',
        headers: { 'X-VWD-Signature-V1': createHmac('sha256', key).update(text).digest('base64') },
        body: text,
      });
    assert.equal((await send('{"event":"changed"}')).status, 202);
    assert.equal((await send('{"event":"changed"}')).status, 202);
    assert.equal((await send('{"id":"p-1"}')).status, 202);
    assert.equal((await send('{"id":"p-1"}')).status, 202);
    assert.equal((await send('{"id":"p-1"}', 'wrong')).status, 401);
    assert.equal(house().asked(), 4);
  });
});

describe('signed events of a source that has its own place for the person', () => {
  const house = eachTestItsDoors(shareEngine(), ', webhook: { secrets: [HOOK], personKey: employee.id }');

  it('name whoever stands there', async () => {
    Object.assign(house().env, { HOOK: 'one secret' });
    const sent = JSON.stringify({ id: 'event-1', employee: { id: 4711 }, personKeys: ['P1'] });
    const signature = createHmac('sha256', 'one secret').update(`${signedAt}.${sent}`).digest('hex');
    const headers = { 'instroom-signature': signature, 'instroom-timestamp': String(signedAt) };
    const answer = await house().send('/hr/hr/events', { method: 'POST', headers, body: sent });
    assert.deepEqual([answer.status, house().named()], [202, ['4711']]);
  });
});
