import assert from 'node:assert/strict';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { changeRows, type House, openHouse } from './open-house.ts';

const people = 60;
const lastWeek = new Date(Date.now() - 7 * 86_400_000).toISOString().slice(0, 10);

/** Ends the employment of everybody whose number is below `count`. */
const endFirst = (count: number) =>
  changeRows((row, number) => (number < count ? row.replace('2020-01-01,,', `2020-01-01,${lastWeek},`) : row));

describe('a run, from an HR file to Entra', function () {
  this.timeout(30_000);
  let house: House;
  afterEach(() => house.close());

  it('brings everybody in at the start, and then has nothing left to do', async () => {
    house = await openHouse({ people });
    const first = await house.settled(['finished']);
    assert.equal(first.results.failed, 0);
    assert.equal(house.sandbox.world.users().length, people);
    const account = house.account('100021');
    assert.equal(account?.displayName, 'Sjoerd Haddad');
    assert.equal(account?.accountEnabled, true);
    assert.ok(house.sandbox.world.members('sg-everybody').length === people);
    const { status, body } = await house.call('POST', '/api/runs');
    assert.equal(status, 202);
    const second = await house.settled(['finished'], first.id);
    assert.equal((body as { id: string }).id, second.id);
    assert.deepEqual(second.counts, {});
  });

  it('follows a changed row within seconds, without being asked', async () => {
    house = await openHouse({ people });
    const first = await house.settled(['finished']);
    await house.edit(
      'employments.csv',
      changeRows((row, number) => (number === 5 ? row.replace('Function 5', 'Teamleider') : row)),
    );
    const second = await house.settled(['finished'], first.id);
    assert.equal(second.trigger, 'file');
    assert.equal(house.account('100005')?.jobTitle, 'Teamleider');
    const run = await house.run(second.id);
    assert.deepEqual(
      run.operations.map((operation) => [operation.kind, operation.before, operation.after]),
      [['update-account', { jobTitle: 'Function 5' }, { jobTitle: 'Teamleider' }]],
    );
  });

  it('holds what is too much, and applies it once somebody has approved exactly that', async () => {
    house = await openHouse({ people });
    const first = await house.settled(['finished']);
    await house.edit('employments.csv', endFirst(40));
    const held = await house.settled(['awaiting-approval'], first.id);
    assert.equal(house.account('100001')?.accountEnabled, true, 'nothing was written');

    const path = `/api/runs/${held.id}/decision`;
    assert.equal((await house.call('POST', path, { answer: 'approve', fingerprint: 'another' })).status, 409);
    const answers = await Promise.all(
      [1, 2, 3].map(() => house.call('POST', path, { answer: 'approve', fingerprint: held.fingerprint })),
    );
    assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 409, 409], 'one of three counts');
    const applied = await house.settled(['finished'], first.id);
    assert.equal(applied.id, held.id);
    assert.equal(house.account('100001')?.accountEnabled, false);
    assert.equal(house.sandbox.world.members('sg-everybody').length, people - 40);
  });

  it('asks once for the same plan, and not again after it was rejected', async () => {
    house = await openHouse({ people });
    const first = await house.settled(['finished']);
    await house.edit('employments.csv', endFirst(40));
    const held = await house.settled(['awaiting-approval'], first.id);
    await house.call('POST', '/api/runs');
    const same = await house.settled(['superseded'], held.id);
    assert.equal(same.supersededBy, held.id);
    assert.equal((await house.run(held.id)).state, 'awaiting-approval');
    await house.call('POST', `/api/runs/${held.id}/decision`, {
      answer: 'reject',
      fingerprint: held.fingerprint,
      reason: 'wrong file',
    });
    await house.call('POST', '/api/runs');
    assert.equal((await house.settled(['rejected'], same.id)).supersededBy, held.id);
    assert.equal(house.account('100001')?.accountEnabled, true);
  });

  it('voids a held plan when HR says something else meanwhile', async () => {
    house = await openHouse({ people });
    const first = await house.settled(['finished']);
    await house.edit('employments.csv', endFirst(40));
    const held = await house.settled(['awaiting-approval'], first.id);
    await house.edit('employments.csv', (text) => text.replaceAll(lastWeek, ''));
    await house.settled(['finished'], held.id);
    const voided = await house.run(held.id);
    assert.equal(voided.state, 'superseded');
    const late = await house.call('POST', `/api/runs/${held.id}/decision`, {
      answer: 'approve',
      fingerprint: held.fingerprint,
    });
    assert.equal(late.status, 409);
    assert.equal(house.account('100001')?.accountEnabled, true);
  });

  it('blocks when half the people are missing, and does nothing to them', async () => {
    house = await openHouse({ people });
    const first = await house.settled(['finished']);
    await house.edit(
      'employments.csv',
      changeRows((row, number) => (number % 2 === 0 ? row : null)),
    );
    await house.edit(
      'persons.csv',
      changeRows((row, number) => (number % 2 === 0 ? row : null)),
    );
    const blocked = await house.settled(['blocked'], first.id);
    assert.match(blocked.verdict?.reasons[0] ?? '', /incomplete source/);
    assert.equal(
      house.sandbox.world.users().every((user) => user.properties.accountEnabled === true),
      true,
    );
    const refused = await house.call('POST', `/api/runs/${blocked.id}/decision`, {
      answer: 'approve',
      fingerprint: blocked.fingerprint,
    });
    assert.equal(refused.status, 409, 'a blocked run needs an override');
  });

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

  it('waits for a file that is still being written', async () => {
    house = await openHouse({ people });
    const first = await house.settled(['finished']);
    const path = join(house.folder, 'hr', 'leaves.csv');
    let text = 'personKey,startDate,endDate,kind\n';
    await writeFile(path, text);
    for (let row = 1; row <= 12; row++) {
      text += `P${row},2026-03-0${1 + (row % 9)},,care\n`;
      await writeFile(path, text);
      await sleep(100);
    }
    const second = await house.settled(['finished'], first.id);
    assert.equal(second.error, null);
    assert.equal(
      (await house.runs()).every((run) => run.state === 'finished'),
      true,
      'no run failed meanwhile',
    );
  });

  it('fails with advice on a policy that is not accepted, and writes nothing', async () => {
    house = await openHouse({ people });
    const first = await house.settled(['finished']);
    await writeFile(house.policyPath, 'version: 1\nrols: []\n');
    const failed = await house.settled(['failed'], first.id);
    assert.equal(failed.error?.code, 'policy');
    assert.match(failed.error?.text ?? '', /line 2: “rols” is not a key of a policy; did you mean roles/);
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

  it('leaves a person who cannot be used as they are, and lets the rest flow', async () => {
    house = await openHouse({ people });
    const first = await house.settled(['finished']);
    await mkdir(join(house.folder, 'hr'), { recursive: true });
    await house.edit(
      'employments.csv',
      changeRows((row, number) => {
        if (number === 3) return row.replace('2020-01-01', 'soon').replace('Function 3', 'Directeur');
        return number === 4 ? row.replace('Function 4', 'Directeur') : row;
      }),
    );
    const second = await house.settled(['finished'], first.id);
    assert.equal(house.account('100003')?.jobTitle, 'Function 3');
    assert.equal(house.account('100004')?.jobTitle, 'Directeur');
    const note = second.notes.find((entry) => entry.kind === 'set-aside');
    assert.equal(note?.personKey, 'P3');
    assert.match(note?.text ?? '', /“soon” is not a date \(employments\.csv:5\)/);
  });
});
