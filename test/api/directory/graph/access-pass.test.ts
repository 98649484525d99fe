import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type Sandbox, startSandbox } from '../../../../api/sandbox/start-sandbox.ts';
import { openTestDirectory } from './open-test-directory.ts';

const domain = 'sandbox.example';
const bob = randomUUID();
const chief = randomUUID();
const methods = `/v1.0/users/${bob}/authentication/temporaryAccessPassMethods`;

const user = (id: string, name: string) => ({
  id,
  userPrincipalName: `${name}@${domain}`,
  displayName: name,
  mailNickname: name,
  accountEnabled: true,
});

describe('an access pass through Graph', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({
      seed: {
        tenant: { id: randomUUID(), displayName: 'Sandbox', domains: [domain] },
        users: [user(bob, 'bob'), { ...user(chief, 'chief'), sandboxPrivileged: true }],
        groups: [],
      },
    });
  });
  afterEach(() => sandbox.close());

  const ask = { accountId: bob, lifetimeMinutes: 60, usableOnce: true };
  const known = async (): Promise<{ id: string; isUsableOnce: boolean; lifetimeInMinutes: number }[]> =>
    ((await (await fetch(`${sandbox.baseUrl}${methods}`)).json()) as { value: never[] }).value;

  it('is made as it was asked for, and stands in no log', async () => {
    const { directory, logged } = openTestDirectory(sandbox.baseUrl);
    const outcome = await directory.createAccessPass(ask);
    assert.ok(outcome.kind === 'made');
    assert.ok(Date.parse(outcome.endsAt) > Date.now());
    assert.deepEqual(
      (await known()).map(({ id, isUsableOnce, lifetimeInMinutes }) => [id, isUsableOnce, lifetimeInMinutes]),
      [[outcome.passId, true, 60]],
    );
    assert.ok(!logged().includes(outcome.code));
    await directory.removeAccessPass({ accountId: bob, passId: outcome.passId });
    assert.deepEqual(await known(), []);
  });

  it('is taken away when its answer got lost, since nobody can ever see it', async () => {
    sandbox.setFaults({ connectionReset: { on: [1], path: '$batch', after: true } });
    const { directory } = openTestDirectory(sandbox.baseUrl);
    assert.equal((await directory.createAccessPass(ask)).kind, 'unclear');
    assert.deepEqual(await known(), []);
    assert.equal((await directory.createAccessPass(ask)).kind, 'made');
  });

  it('leaves the pass that somebody else gave before, when ours was never made', async () => {
    const before = await openTestDirectory(sandbox.baseUrl).directory.createAccessPass(ask);
    assert.ok(before.kind === 'made');
    sandbox.setFaults({ unavailable: { on: [1], method: 'POST', path: 'temporaryAccessPassMethods' } });
    const later = { clock: { now: () => new Date(Date.now() + 600_000) } };
    const outcome = await openTestDirectory(sandbox.baseUrl, later).directory.createAccessPass(ask);
    assert.equal(outcome.kind, 'unclear');
    assert.deepEqual(
      (await known()).map(({ id }) => id),
      [before.passId],
    );
  });

  it('is unclear, and no error, when Entra answers nothing at all', async () => {
    sandbox.setFaults({ connectionReset: { every: 1, path: '$batch', method: 'POST', after: true } });
    assert.equal((await openTestDirectory(sandbox.baseUrl).directory.createAccessPass(ask)).kind, 'unclear');
  });

  it('is refused with what it means and what Entra says', async () => {
    const { directory } = openTestDirectory(sandbox.baseUrl);
    const reasonFor = async (more: Partial<typeof ask>) => {
      const outcome = await directory.createAccessPass({ ...ask, ...more });
      return outcome.kind === 'refused' ? [outcome.why, outcome.text.split(':')[0]] : outcome.kind;
    };
    assert.deepEqual(await reasonFor({ accountId: randomUUID() }), ['other', 'Request_ResourceNotFound']);
    assert.deepEqual(await reasonFor({ accountId: chief }), ['permission', 'Authorization_RequestDenied']);
    assert.deepEqual(await reasonFor({ lifetimeMinutes: 5 }), ['policy', 'Request_BadRequest']);
    sandbox.setFaults({ accessPassRefused: 'policy' });
    assert.deepEqual(await reasonFor({}), ['policy', 'Request_BadRequest']);
    sandbox.setFaults({ accessPassRefused: 'permission' });
    assert.deepEqual(await reasonFor({}), ['permission', 'Authorization_RequestDenied']);
    sandbox.setFaults({ throttled: { on: [1], method: 'POST', path: 'temporaryAccessPassMethods' } });
    assert.equal((await reasonFor({}))[0], 'busy');
    assert.deepEqual(await known(), []);
  });

  it('tells whoever would have to wait for long to come back, and asks Entra nothing', async () => {
    const { directory } = openTestDirectory(sandbox.baseUrl, { limits: { passesInHand: 1 } });
    const [first, second] = await Promise.all([directory.createAccessPass(ask), directory.createAccessPass(ask)]);
    assert.equal(first.kind, 'made');
    assert.ok(second.kind === 'refused' && second.why === 'busy');
    assert.equal((await known()).length, 1);
  });
});
