import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Run } from '../../models/run.ts';
import { changeRows, endFirst, type House, openHouse } from './open-house.ts';

const people = 60;

describe('an urgent exit', function () {
  this.timeout(30_000);
  let house: House;
  beforeEach(async () => {
    house = await openHouse({ people });
  });
  afterEach(() => house.close());

  const enabled = (number: number): unknown => house.account(String(100_000 + number))?.accountEnabled;
  const order = (key: string, body: object) => house.call('POST', `/api/people/${key}/urgent-exit`, body);
  /** The newest run of a kind, once there is one and nothing is under way any more. */
  const quiet = async (isWanted: (run: Run) => boolean): Promise<Run> => {
    for (const giveUpAt = Date.now() + 20_000; Date.now() < giveUpAt; await sleep(20)) {
      const runs = await house.runs();
      const found = runs.find(isWanted);
      if (found && !runs.some(({ state }) => ['waiting', 'planning', 'applying'].includes(state))) return found;
    }
    throw new Error(JSON.stringify((await house.runs()).map(({ id, state, counts }) => ({ id, state, counts }))));
  };
  /** The run that shut somebody out, by express or over everybody. */
  const shutOut = () => quiet(({ results, counts }) => results.done > 0 && counts['disable-account'] !== undefined);

  it('shuts somebody out at once and keeps them out, until it is lifted', async () => {
    const first = await house.settled(['finished']);
    const asked = await order('P7', { reason: 'dismissed on the spot' });
    assert.equal(asked.status, 202);
    const out = await shutOut();
    assert.ok(Number(out.id) > Number(first.id));
    assert.deepEqual([enabled(7), enabled(8)], [false, true]);
    const { operations } = await house.run(out.id);
    assert.deepEqual(operations.map((operation) => operation.kind).sort(), ['disable-account', 'revoke-sessions']);
    assert.match(operations[0]?.reasons.map((reason) => reason.text).join(' ') ?? '', /dismissed on the spot/);

    const { body } = await order('P7', { reason: 'again' });
    assert.equal((body as { exit: { reason: string } }).exit.reason, 'dismissed on the spot', 'one exit, as it was');
    const nothing = await quiet(({ id }) => Number(id) > Number(out.id) + 1);
    assert.deepEqual([enabled(7), nothing.counts], [false, {}]);

    assert.equal((await order('P7', { reason: 'a mistake', lift: true })).status, 202);
    await quiet(({ id, counts }) => Number(id) > Number(nothing.id) && counts['enable-account'] === 1);
    assert.equal(enabled(7), true);
    const story = (await house.call('GET', '/api/people/P7')).body as { events: { kind: string; text: string }[] };
    const told = story.events
      .filter(({ kind }) => kind.startsWith('urgent-exit'))
      .map(({ kind, text }) => [kind, text]);
    assert.deepEqual(told, [
      ['urgent-exit-lifted', 'a mistake'],
      ['urgent-exit', 'dismissed on the spot'],
    ]);
  });

  it('goes ahead of a plan that waits for approval, which is then asked about without it', async () => {
    const first = await house.settled(['finished']);
    await house.edit('employments.csv', endFirst(40));
    const held = await house.settled(['awaiting-approval'], first.id);
    await order('P50', { reason: 'stole' });
    const rest = await quiet(({ id, state }) => Number(id) > Number(held.id) && state === 'awaiting-approval');
    assert.deepEqual([enabled(50), enabled(1)], [false, true]);
    assert.equal(rest.counts['disable-account'], 40);
    const ahead = (await house.runs()).find((run) => run.decision?.by.kind === 'system');
    assert.match(ahead?.decision?.reason ?? '', /P50 by API: stole/);
    assert.equal((await house.run(held.id)).state, 'superseded');
  });

  it('goes ahead of a source that looks incomplete, and reaches who is missing from it', async () => {
    const first = await house.settled(['finished']);
    const half = changeRows((row, number) => (number % 2 === 0 ? row : null));
    await house.edit('employments.csv', half);
    await house.edit('persons.csv', half);
    const blocked = await house.settled(['blocked'], first.id);
    await order('P9', { reason: 'arrested' });
    await quiet(({ id, state }) => Number(id) > Number(blocked.id) && state === 'blocked');
    assert.deepEqual([enabled(9), enabled(8), enabled(11)], [false, true, true]);
  });

  it('goes while HR cannot be read, and the run that could not read says so', async () => {
    const first = await house.settled(['finished']);
    await house.edit('persons.csv', () => 'not;what\nit;was\n');
    const failed = await house.settled(['failed'], first.id);
    await order('P12', { reason: 'arrested' });
    const out = await shutOut();
    assert.ok(Number(out.id) > Number(failed.id));
    assert.deepEqual([enabled(12), enabled(11)], [false, true]);
    const { operations } = await house.run(out.id);
    const done = operations.filter((entry) => entry.result?.kind === 'done');
    assert.deepEqual(done.map(({ kind }) => kind).sort(), ['disable-account', 'revoke-sessions']);
    // The run that failed on the file may itself have carried out an exit that came just in time: the run that was asked for is next then.
    const asked = async () => (await house.runs()).find(({ trigger, scope }) => trigger === 'api' && scope == null);
    for (let tries = 0; tries < 200 && (await asked())?.state !== 'failed'; tries++) await sleep(50);
    assert.equal((await asked())?.error?.code, 'hr-unreadable');
  });

  it('is refused for whom nobody knows, without a reason, and when there is nothing to lift', async () => {
    await house.settled(['finished']);
    assert.equal((await order('nobody', { reason: 'x' })).status, 404);
    assert.equal((await order('P1', {})).status, 400);
    assert.equal((await order('P1', { reason: 'x', lift: true })).status, 409);
    assert.equal((await order('nobody', { reason: 'x', lift: true })).status, 404);
    assert.equal(enabled(1), true);
  });
});
