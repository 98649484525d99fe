import assert from 'node:assert/strict';
import { cp, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { changeRows, type House, openHouse } from './open-house.ts';

describe('a policy that changes while the product runs', function () {
  this.timeout(30_000);
  let house: House;
  afterEach(() => house.close());

  const editPolicy = async (change: (text: string) => string): Promise<void> => {
    await writeFile(`${house.policyPath}.tmp`, change(await readFile(house.policyPath, 'utf8')));
    await rename(`${house.policyPath}.tmp`, house.policyPath);
  };
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    for (const giveUpAt = Date.now() + 15_000; Date.now() < giveUpAt; await sleep(50)) if (await holds()) return;
    assert.fail(JSON.stringify((await house.runs()).map(({ id, state, trigger }) => ({ id, state, trigger }))));
  };
  const wasAskedBy = (trigger: string) => async () => (await house.runs()).some((run) => run.trigger === trigger);

  it('is looked at by its schedule from then on, and by that of before no more', async () => {
    house = await openHouse({ people: 8, policy: (text) => text.replace(/^schedule:.*$/m, 'schedule: []') });
    await house.settled(['finished']);
    await editPolicy((text) => text.replace('schedule: []', "schedule: ['* * * * * *']"));
    await until(wasAskedBy('schedule'));
    await editPolicy((text) => text.replace("['* * * * * *']", '[]'));
    let before = '';
    await until(async () => {
      const newest = (await house.runs())[0]?.id ?? '';
      const isQuiet = newest === before;
      before = newest;
      await sleep(2500);
      return isQuiet;
    });
  });

  it('has the files watched that it names by then', async () => {
    house = await openHouse({ people: 8, policy: (text) => text.replace(/^schedule:.*$/m, 'schedule: []') });
    await house.settled(['finished']);
    await cp(join(house.folder, 'hr'), join(house.folder, 'moved'), { recursive: true, preserveTimestamps: true });
    await editPolicy((text) => text.replace('./hr', './moved'));
    const { id } = await house.settled(['finished'], '1');
    await sleep(1500);
    const latest = (await house.runs())[0]?.id ?? id;
    await house.edit(
      '../moved/employments.csv',
      changeRows((row, number) => (number === 3 ? row.replace(/Function \d+/, 'Director') : row)),
    );
    await house.settled(['finished'], latest);
    assert.ok(house.sandbox.world.users().some(({ properties }) => properties.jobTitle === 'Director'));
  });
});
