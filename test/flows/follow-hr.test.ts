import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StatusReport } from '../../models/report.ts';
import { changeRows, type House, openHouse } from './open-house.ts';

const people = 60;

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
    const { status, body } = await house.call('GET', '/api/status');
    const { lastRun, sources, people: known, accounts } = body as StatusReport;
    assert.deepEqual([status, lastRun?.id, known, accounts], [200, second.id, people, people]);
    assert.ok((sources[0]?.lagMs ?? -1) >= 0, 'how long the change took');
    assert.equal(house.account('100005')?.jobTitle, 'Teamleider');
    const run = await house.run(second.id);
    assert.deepEqual(
      run.operations.map((operation) => [operation.kind, operation.before, operation.after]),
      [['update-account', { jobTitle: 'Function 5' }, { jobTitle: 'Teamleider' }]],
    );
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
      (await house.runs()).some((run) => run.state === 'failed'),
      false,
      'no run failed meanwhile',
    );
  });

  it('leaves a person who cannot be used as they are, and lets the rest flow', async () => {
    house = await openHouse({ people });
    const first = await house.settled(['finished']);
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
