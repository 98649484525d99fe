import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type Sandbox, startSandbox } from '../../../../api/sandbox/start-sandbox.ts';
import { openTestDirectory } from './open-test-directory.ts';

const domain = 'sandbox.example';
const bob = randomUUID();
const methods = `/v1.0/users/${bob}/authentication/temporaryAccessPassMethods`;

describe('an access pass through Graph', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({
      seed: {
        tenant: { id: randomUUID(), displayName: 'Sandbox', domains: [domain] },
        users: [
          {
            id: bob,
            userPrincipalName: `bob@${domain}`,
            displayName: 'Bob',
            mailNickname: 'bob',
            accountEnabled: true,
          },
        ],
        groups: [],
      },
    });
  });
  afterEach(() => sandbox.close());

  const ask = { accountId: bob, lifetimeMinutes: 60, usableOnce: true };
  const known = async (): Promise<{ isUsableOnce: boolean; lifetimeInMinutes: number }[]> =>
    ((await (await fetch(`${sandbox.baseUrl}${methods}`)).json()) as { value: never[] }).value;

  it('is made as it was asked for, and stands in no log', async () => {
    const { directory, logged } = openTestDirectory(sandbox.baseUrl);
    const outcome = await directory.createAccessPass(ask);
    assert.ok(outcome.kind === 'made');
    assert.ok(Date.parse(outcome.endsAt) > Date.now());
    assert.deepEqual(
      (await known()).map(({ isUsableOnce, lifetimeInMinutes }) => [isUsableOnce, lifetimeInMinutes]),
      [[true, 60]],
    );
    assert.ok(!logged().includes(outcome.code));
  });

  it('is asked for again when the answer got lost: nobody saw the first one, and it works no more', async () => {
    sandbox.setFaults({ connectionReset: { on: [1], path: '$batch', after: true } });
    const outcome = await openTestDirectory(sandbox.baseUrl).directory.createAccessPass(ask);
    assert.equal(outcome.kind, 'made');
    assert.equal((await known()).length, 1);
  });

  it('is taken away when no answer is to be had', async () => {
    sandbox.setFaults({ connectionReset: { every: 1, path: '$batch', method: 'POST', after: true } });
    const test = openTestDirectory(sandbox.baseUrl);
    const asking = test.directory.createAccessPass(ask);
    const outcome = await asking.catch((error: Error) => ({ kind: 'thrown' as const, error }));
    assert.equal(outcome.kind, 'unclear');
    sandbox.setFaults({ unavailable: { every: 1, method: 'POST', path: 'temporaryAccessPassMethods' } });
    assert.equal((await test.directory.createAccessPass(ask)).kind, 'unclear');
    assert.deepEqual(await known(), []);
  });

  it('is refused with what Entra says', async () => {
    const outcome = await openTestDirectory(sandbox.baseUrl).directory.createAccessPass({
      ...ask,
      accountId: randomUUID(),
    });
    assert.ok(outcome.kind === 'refused' && outcome.status === 404 && /NotFound/.test(outcome.text));
  });
});
