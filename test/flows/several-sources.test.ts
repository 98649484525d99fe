import assert from 'node:assert/strict';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { IdentityReport } from '../../models/same-people.ts';
import { type House, openHouse } from './open-house.ts';

const header = 'personKey;callName;birthName;mobilePhone;employeeNumber;startDate;unitKey;unitName;kind\n';

const policy = (text: string): string =>
  text.replace(
    /^source: (.*)$/m,
    `sources:
  - $1
  - id: planning
    connector: csv
    file: ./planning/people.csv
    columns:
      personKey: personKey
      callName: callName
      birthName: birthName
      mobilePhone: mobilePhone
      employeeNumber: employeeNumber
      startDate: startDate
      unitKey: unitKey
      unitName: unitName
      kind: kind
identity: { sameBy: [employeeNumber] }`,
  );

describe('two sources, from file to Entra', function () {
  this.timeout(30_000);
  let house: House;
  afterEach(() => house.close());

  const write = async (folder: string, rows: readonly string[]): Promise<void> => {
    const path = join(folder, 'planning', 'people.csv');
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, header + rows.map((row) => `${row}\n`).join(''));
    const at = Date.now() / 1000 - 60;
    await utimes(path, at, at);
  };
  const runAgain = async () => {
    const [newest] = await house.runs();
    await house.call('POST', '/api/runs');
    return house.settled(['finished'], newest?.id);
  };
  const identity = async () => (await house.call('GET', '/api/identity')).body as IdentityReport;
  const users = () => house.sandbox.world.users().length;

  it('makes one account for one human, and two once somebody has said that they are two', async () => {
    house = await openHouse({
      people: 4,
      policy,
      prepare: (folder) => write(folder, ['X1;Daan;Jansen;;100001;2020-01-01;U9;Crew;external']),
    });
    await house.settled(['finished']);
    assert.equal(users(), 4);
    assert.deepEqual((await identity()).counts, { doubts: 0, waiting: 0, inSeveralSources: 1 });

    await write(house.folder, ['X1;Daan;Jansen;;X77;2020-01-01;U9;Crew;external']);
    await runAgain();
    assert.equal(users(), 4, 'a number that changed takes nobody apart');
    assert.deepEqual(
      (await identity()).doubts.map(({ reason }) => reason),
      ['keys-disagree'],
    );
    const pair = { left: { sourceId: 'hr', recordKey: 'P1' }, right: { sourceId: 'planning', recordKey: 'X1' } };
    const parted = await house.call('POST', '/api/identity', { two: [pair] });
    assert.equal(parted.status, 200);
    await runAgain();
    assert.equal(users(), 5, 'who was said to be two people has two accounts');

    const refused = await house.call('POST', '/api/identity', { same: [pair] });
    assert.equal(refused.status, 409);
    assert.match((refused.body as { detail: string }).detail, /have an account each/);
    const misread = await house.call('POST', '/api/identity', { same: ['hr/P1=planning/X1'] });
    assert.equal(misread.status, 400);
    const [said] = (await identity()).decisions;
    assert.deepEqual([said?.answer, said?.by], ['two', 'API']);
  });
});
