import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { ids, newUser, openTestSandbox, type TestSandbox } from './sandbox-world.ts';

describe('sandbox: limits', () => {
  let sandbox: TestSandbox;
  beforeEach(async () => {
    sandbox = await openTestSandbox({
      limits: { writes: { amount: 2, perSeconds: 0.4 }, resourceUnits: { amount: 6, perSeconds: 0.6 } },
    });
  });
  afterEach(() => sandbox.close());

  const patch = () => sandbox.ask('PATCH', `/users/${ids.ada}`, { jobTitle: 'Lead' });

  it('answers 429 with Retry-After when the writes are used up, also inside a batch', async () => {
    const step = (id: string) => ({
      id,
      method: 'PATCH',
      url: `/users/${ids.bram}`,
      headers: { 'Content-Type': 'application/json' },
      body: { jobTitle: `Number ${id}` },
    });
    const { body } = await sandbox.ask('POST', '/$batch', { requests: [step('1'), step('2'), step('3')] });
    const last = body.responses.find((answer: { id: string }) => answer.id === '3');
    assert.deepEqual([last.status, last.body.error.code], [429, 'TooManyRequests']);
    assert.equal(last.headers['x-ms-throttle-information'], 'WriteLimitExceeded');
    const refused = await patch();
    assert.equal(refused.status, 429);
    await sleep(Number(refused.headers.get('retry-after')) * 1_000 + 20);
    assert.equal((await patch()).status, 204);
    assert.equal(sandbox.world.counters().writes, 3);
  });

  it('charges resource units, with the discount of $select', async () => {
    assert.equal((await sandbox.get('/users')).headers.get('x-ms-resource-unit'), '2');
    assert.equal((await sandbox.get('/users?$select=id')).headers.get('x-ms-resource-unit'), '1');
    assert.equal((await sandbox.get(`/groups/${ids.sales}/members`)).headers.get('x-ms-resource-unit'), '3');
    const refused = await sandbox.get('/users');
    assert.equal(refused.headers.get('x-ms-throttle-information'), 'ResourceUnitLimitExceeded');
  });
});

describe('sandbox: faults', () => {
  let sandbox: TestSandbox;
  beforeEach(async () => {
    sandbox = await openTestSandbox();
  });
  afterEach(() => sandbox.close());

  const patch = () => sandbox.ask('PATCH', `/users/${ids.ada}`, { jobTitle: 'Lead' });

  it('says which request an answer belongs to', async () => {
    const mine = '7e6f3f0e-0000-4000-8000-000000000000';
    const { headers, body } = await sandbox.get('/users/nobody', { 'client-request-id': mine });
    assert.equal(headers.get('client-request-id'), mine);
    assert.equal(body.error.innerError['request-id'], headers.get('request-id'));
  });

  it('hides a new user for a while, but not from the uniqueness check', async () => {
    sandbox.setFaults({ replicationLag: { reads: 2 } });
    const body = newUser();
    const { id } = (await sandbox.ask('POST', '/users', body)).body;
    const link = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}` };
    const list = `/users?$select=id&$filter=userPrincipalName eq '${body.userPrincipalName}'`;
    assert.deepEqual((await sandbox.get(list)).body.value, []);
    assert.equal((await sandbox.ask('POST', '/users', body)).body.error.details[0].code, 'ObjectConflict');
    assert.equal((await sandbox.ask('POST', `/groups/${ids.sales}/members/$ref`, link)).status, 404);
    assert.equal((await sandbox.get(`/users/${id}`)).status, 404);
    assert.equal((await sandbox.get(`/users/${id}?$select=id`)).status, 200);
  });

  it('answers 400 to members for a group that is too new', async () => {
    sandbox.setFaults({ replicationLag: { ms: 100 } });
    const group = { displayName: 'New', mailNickname: 'new', mailEnabled: false, securityEnabled: true };
    const { id } = (await sandbox.ask('POST', '/groups', group)).body;
    const bind = { 'members@odata.bind': [`https://graph.microsoft.com/v1.0/directoryObjects/${ids.ada}`] };
    const early = await sandbox.ask('PATCH', `/groups/${id}`, bind);
    assert.equal(early.status, 400);
    assert.match(early.body.error.message, /don't exist/);
    await sleep(110);
    assert.equal((await sandbox.ask('PATCH', `/groups/${id}`, bind)).status, 204);
  });

  it('tells a late user in a later delta round and not never', async () => {
    const { body } = await sandbox.get('/users/delta?$deltatoken=latest&$select=id');
    sandbox.setFaults({ replicationLag: { ms: 50 } });
    const { id } = (await sandbox.ask('POST', '/users', newUser())).body;
    const early = (await sandbox.get(body['@odata.deltaLink'])).body;
    assert.deepEqual(early.value, []);
    await sleep(60);
    assert.deepEqual((await sandbox.get(early['@odata.deltaLink'])).body.value, [{ id }]);
  });

  it('answers 504 to a create that did happen', async () => {
    sandbox.setFaults({ timeoutAfterCreate: { on: [1] } });
    const body = newUser();
    assert.equal((await sandbox.ask('POST', '/users', body)).status, 504);
    assert.ok(sandbox.world.user(body.userPrincipalName));
  });

  it('breaks the connection after the work is done, or before', async () => {
    sandbox.setFaults({ connectionReset: { on: [1], after: true } });
    await assert.rejects(patch());
    assert.equal(sandbox.world.property(ids.ada, 'jobTitle'), 'Lead');
    sandbox.setFaults({ connectionReset: { on: [1], path: '/users' } });
    const { writes } = sandbox.world.counters();
    await assert.rejects(patch());
    assert.equal(sandbox.world.counters().writes, writes);
  });

  it('is out of order on the requests that it is told to be', async () => {
    sandbox.setFaults({
      unavailable: { on: [2] },
      badGateway: { every: 3 },
      unauthorised: { on: [1], path: '/domains' },
      throttled: { on: [1], path: '/organization', retryAfterSeconds: 0.25 },
    });
    const statuses: number[] = [];
    for (const path of ['/groups', '/groups', '/groups', '/groups', '/domains', '/organization'])
      statuses.push((await sandbox.get(path)).status);
    assert.deepEqual(statuses, [200, 503, 200, 502, 401, 429]);
  });

  it('answers 409 to parallel writes to one group', async () => {
    sandbox.setFaults({ groupWriteMs: 60 });
    const remove = (id: string) => sandbox.ask('DELETE', `/groups/${ids.sales}/members/${id}/$ref`);
    const answers = await Promise.all([remove(ids.ada), remove(ids.bram)]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [204, 409]);
    assert.equal(sandbox.world.members(ids.sales).length, 1);
  });

  it('refuses employeeHireDate beside other properties when told to', async () => {
    sandbox.setFaults({ hireDateRefused: 'beside-others' });
    const employeeHireDate = '2026-04-01T00:00:00Z';
    assert.equal((await sandbox.ask('PATCH', `/users/${ids.ada}`, { employeeHireDate, jobTitle: 'X' })).status, 403);
    assert.equal((await sandbox.ask('PATCH', `/users/${ids.ada}`, { employeeHireDate })).status, 204);
  });

  it('does not take faults that it does not know', () => {
    assert.throws(() => sandbox.setFaults(JSON.parse('{"earthquake": true}')));
  });
});
