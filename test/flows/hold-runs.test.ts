import assert from 'node:assert/strict';
import { changeRows, endFirst, type House, lastWeek, openHouse } from './open-house.ts';

const people = 60;

describe('a run that needs somebody', function () {
  this.timeout(30_000);
  let house: House;
  afterEach(() => house.close());

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
});
