import assert from 'node:assert/strict';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endFirst, type House, openHouse } from './open-house.ts';

const people = 60;

describe('a run that meets trouble', function () {
  this.timeout(30_000);
  let house: House;
  afterEach(() => house.close());

  it('fails with advice when the HR folder is gone, and goes on when it is back', async () => {
    house = await openHouse({ people });
    const first = await house.settled(['finished']);
    await rename(join(house.folder, 'hr'), join(house.folder, 'elsewhere'));
    await house.call('POST', '/api/runs');
    const failed = await house.settled(['failed'], first.id);
    assert.equal(failed.error?.code, 'hr-unreadable');
    assert.match(failed.error?.text ?? '', /is not there/);
    await rename(join(house.folder, 'elsewhere'), join(house.folder, 'hr'));
    await house.call('POST', '/api/runs');
    await house.settled(['finished'], failed.id);
  });

  it('fails with advice on a policy that is not accepted, and writes nothing', async () => {
    house = await openHouse({ people });
    const first = await house.settled(['finished']);
    await writeFile(house.policyPath, 'version: 1\nrols: []\n');
    const failed = await house.settled(['failed'], first.id);
    assert.equal(failed.error?.code, 'policy');
    assert.match(failed.error?.text ?? '', /line 2: “rols” is not a key of this file; did you mean roles/);
  });

  it('ends as usual under throttling, replication lag and creates that are answered with a time-out', async () => {
    house = await openHouse({
      people,
      sandbox: {
        faults: {
          seed: 7,
          throttled: { share: 0.05, retryAfterSeconds: 0.2 },
          timeoutAfterCreate: { every: 13, path: '/users', method: 'POST' },
          replicationLag: { reads: 1 },
        },
      },
    });
    const first = await house.settled(['finished']);
    assert.deepEqual({ failed: first.results.failed, skipped: first.results.skipped }, { failed: 0, skipped: 0 });
    const numbers = house.sandbox.world.users().map((user) => user.properties.employeeId);
    assert.equal(new Set(numbers).size, people, 'nobody is missing');
    assert.equal(numbers.length, people, 'nobody is there twice');
  });

  it('goes on where it was after a restart', async () => {
    house = await openHouse({ people });
    const first = await house.settled(['finished']);
    await house.edit('employments.csv', endFirst(40));
    const held = await house.settled(['awaiting-approval'], first.id);
    await house.restart();
    const again = await house.settled(['superseded'], held.id);
    assert.equal(again.supersededBy, held.id, 'the start looked again and found the same plan waiting');
    await house.call('POST', `/api/runs/${held.id}/decision`, { answer: 'approve', fingerprint: held.fingerprint });
    for (let tries = 0; tries < 200 && (await house.run(held.id)).state !== 'finished'; tries++) await sleep(50);
    assert.equal(house.account('100001')?.accountEnabled, false);
  });
});
