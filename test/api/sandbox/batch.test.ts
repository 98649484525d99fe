import assert from 'node:assert/strict';
import { Client, HTTPMessageHandler } from '@microsoft/microsoft-graph-client';
import { ids, newUser, openTestSandbox, type TestSandbox } from './sandbox-world.ts';

describe('sandbox: $batch', () => {
  let sandbox: TestSandbox;
  beforeEach(async () => {
    sandbox = await openTestSandbox();
  });
  afterEach(() => sandbox.close());

  const json = { 'Content-Type': 'application/json' };
  const send = (requests: object[]) => sandbox.ask('POST', '/$batch', { requests });
  const get = (id: string, url: string, more: object = {}) => ({ id, method: 'GET', url, ...more });

  it('judges each request like one of its own', async () => {
    const { status, body } = await send([
      get('1', `/users/${ids.ada}?$select=id`),
      get('2', 'users/nobody@example.com'),
      { id: '3', method: 'POST', url: '/users', headers: json, body: newUser() },
      { id: '4', method: 'POST', url: '/users', body: newUser() },
      { id: '5', method: 'DELETE', url: `/groups/${ids.sales}/members/${ids.bram}/$ref` },
    ]);
    assert.equal(status, 200);
    const byId = new Map(body.responses.map((answer: { id: string; status: number }) => [answer.id, answer.status]));
    assert.deepEqual([...byId].sort(), [
      ['1', 200],
      ['2', 404],
      ['3', 201],
      ['4', 400],
      ['5', 204],
    ]);
    assert.deepEqual(sandbox.world.members(ids.sales), [ids.ada]);
    assert.equal(sandbox.world.counters().judged, 5);
  });

  it('refuses a batch that is too large, ambiguous or nested', async () => {
    const bad: object[][] = [
      Array.from({ length: 21 }, (_, index) => get(String(index), '/users')),
      [get('1', '/users'), get('1', '/groups')],
      [get('1', '/$batch')],
      [get('1', 'https://graph.microsoft.com/v1.0/users')],
      [get('1', '/users', { dependsOn: ['2'] }), get('2', '/users')],
      [{ id: '1', method: 'GET' }],
    ];
    for (const requests of bad) assert.equal((await send(requests)).status, 400);
    assert.equal(
      (await sandbox.ask('POST', '/$batch', { requests: [] }, { 'content-type': 'text/plain' })).status,
      400,
    );
  });

  it('answers 424 to what depends on a failure', async () => {
    const { body } = await send([
      get('1', '/users/nobody@example.com'),
      get('2', '/users', { dependsOn: ['1'] }),
      get('3', '/groups'),
      get('4', '/users', { dependsOn: ['3'] }),
    ]);
    const statuses = Object.fromEntries(
      body.responses.map((answer: { id: string; status: number }) => [answer.id, answer.status]),
    );
    assert.deepEqual(statuses, { 1: 404, 2: 424, 3: 200, 4: 200 });
  });

  it('shuffles the answers when told to', async () => {
    sandbox.setFaults({ shuffledBatches: true, seed: 3 });
    const { body } = await send(
      Array.from({ length: 20 }, (_, index) => get(String(index).padStart(2, '0'), '/groups')),
    );
    const order = body.responses.map((answer: { id: string }) => answer.id);
    assert.notDeepEqual(order, [...order].sort());
    assert.equal(new Set(order).size, 20);
  });

  it('works with Microsoft’s own client', async () => {
    const client = Client.initWithMiddleware({ baseUrl: `${sandbox.baseUrl}/`, middleware: new HTTPMessageHandler() });
    const bodies = Array.from({ length: 20 }, () => newUser({ department: 'Made by batch' }));
    const requests = bodies.map((body, index) => ({
      id: String(index),
      method: 'POST',
      url: '/users',
      headers: json,
      body,
    }));
    const { responses } = await client.api('/$batch').post({ requests });
    assert.ok(responses.every((answer: { status: number }) => answer.status === 201));
    const found = await client.api('/users').filter("department eq 'Made by batch'").select(['id']).top(999).get();
    assert.equal(found.value.length, 20);
    await assert.rejects(client.api('/users/nobody@example.com').get(), {
      statusCode: 404,
      code: 'Request_ResourceNotFound',
    });
  });
});
