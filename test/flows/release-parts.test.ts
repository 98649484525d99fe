import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Run } from '../../models/run.ts';
import { endFirst, type House, openHouse } from './open-house.ts';

const people = 60;

describe('a held run of which a part is released', function () {
  this.timeout(30_000);
  let house: House;
  let first: Run;
  let held: Run;
  beforeEach(async () => {
    house = await openHouse({ people });
    first = await house.settled(['finished']);
    await house.edit('employments.csv', endFirst(40));
    held = await house.settled(['awaiting-approval'], first.id);
  });
  afterEach(() => house.close());

  const decide = (part: object) =>
    house.call('POST', `/api/runs/${held.id}/decision`, {
      answer: 'approve',
      fingerprint: held.fingerprint,
      ...part,
    });
  const disabled = (): number =>
    house.sandbox.world.users().filter((user) => user.properties.accountEnabled === false).length;

  it('carries out that part, says how much is held back, and asks about the rest at the next look', async () => {
    const part = { people: ['P1', 'P2', 'P3'], kinds: ['disable-account', 'revoke-sessions'] };
    assert.equal((await decide({ only: part })).status, 200);
    const finished = await house.settled(['finished'], first.id);
    assert.equal(finished.id, held.id);
    assert.equal(disabled(), 3);
    assert.equal(house.sandbox.world.members('sg-everybody').length, people);
    const { operations, results, decision } = await house.run(held.id);
    const back = operations.filter((operation) => operation.result?.error?.code === 'held-back');
    assert.equal(finished.held, back.length);
    assert.deepEqual([results.failed, results.skipped], [0, back.length]);
    assert.ok(
      back.every(({ kind, personKey }) => !(part.kinds.includes(kind) && part.people.includes(personKey ?? ''))),
    );
    assert.deepEqual(decision?.release, { only: part });

    await house.call('POST', '/api/runs');
    const again = await house.settled(['awaiting-approval'], held.id);
    assert.equal(again.counts['disable-account'], 37);
    assert.equal(disabled(), 3);
  });

  it('holds a kind back and lets everything else go', async () => {
    assert.equal((await decide({ except: { kinds: ['disable-account'] } })).status, 200);
    const finished = await house.settled(['finished'], first.id);
    assert.equal(disabled(), 0);
    assert.equal(house.sandbox.world.members('sg-everybody').length, people - 40);
    assert.ok((finished.held ?? 0) >= 40);
  });

  it('refuses a part that holds nothing, or is not one, and leaves the run as it is', async () => {
    assert.equal((await decide({ only: { people: ['nobody'] } })).status, 409);
    assert.equal((await decide({ only: { kinds: ['fire-everybody'] } })).status, 400);
    assert.equal((await decide({ answer: 'reject', only: { people: ['P1'] } })).status, 400);
    assert.equal((await house.run(held.id)).state, 'awaiting-approval');
    assert.equal(disabled(), 0);
  });

  it('holds the same back when the process stops in between', async () => {
    await decide({ only: { people: ['P4'] } });
    await house.restart();
    for (let tries = 0; tries < 200 && (await house.run(held.id)).state !== 'finished'; tries++) await sleep(50);
    assert.equal((await house.run(held.id)).state, 'finished');
    assert.equal(disabled(), 1);
    assert.equal(house.account('100004')?.accountEnabled, false);
  });
});
