import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import type { Run } from '../../models/run.ts';
import { organisationSeed } from '../organisation/write-organisation.ts';
import { changeRows, type House, lastWeek, openHouse } from './open-house.ts';
import { type Office, officePolicy, openOffice } from './open-office.ts';

const people = 24;

/** An account that was there before Instroom, with the employee number of somebody. */
const oldAccount = (number: number) => ({
  id: `33333333-3333-4333-8333-00000000000${number}`,
  userPrincipalName: `oud${number}@voorbeeld.example`,
  mailNickname: `oud${number}`,
  displayName: 'Oud',
  department: 'Oud',
  accountEnabled: true,
  employeeId: String(100_000 + number),
});
const [free, guarded] = [oldAccount(5), oldAccount(6)];

const policy = `${officePolicy}drift: ask
adoption: by-decision
protect: [${guarded.userPrincipalName}]
`;

/**
 * Everything between the request and Entra is the product's own: nothing stands in for the desks that carry out what was decided. Each test
 * is about other people of the same house.
 */
describe('what was decided is so in Entra', function () {
  this.timeout(60_000);
  let house: House;
  let office: Office;
  before(async () => {
    house = await openHouse({
      people,
      policy: (text) => text + policy,
      sandbox: { seed: { ...organisationSeed(), users: [free, guarded] } },
    });
    office = await openOffice({ url: () => house.instroom().url, sandbox: house.sandbox });
    await house.settled(['finished']);
    await runOnce();
  });
  after(async () => {
    await office.close();
    await house.close();
  });

  /** Another run, to its end: the mirror is then what Entra is, too. */
  async function runOnce(): Promise<Run> {
    const { id } = (await house.call('POST', '/api/runs')).body as Run;
    return house.settled(['finished'], String(Number(id) - 1));
  }

  const [it10, it20, security] = [10, 20, 13];
  const titleOf = (number: number) => office.user(number).properties.jobTitle;

  it('keeps a change by hand, makes another one the rule, and undoes a third', async () => {
    for (const number of [1, 2, 4]) await office.changeByHand(number, { jobTitle: `By hand ${number}` });
    await runOnce();
    assert.deepEqual([1, 2, 4].map(titleOf), ['By hand 1', 'By hand 2', 'By hand 4']);

    const card = await office.say(it10, 'drift');
    const findings = [...card.matchAll(/"findingId":"([^"]+)"/g)].map(([, id]) => id ?? '');
    assert.equal(findings.length, 3, card);
    const requests = new Map<string | null, string>();
    for (const findingId of findings) {
      const answer = await office.press(it10, 'ask-drift', { findingId });
      const { id, forPersonKey } = await office.request(/Request (\d+)/.exec(answer)?.[1] ?? answer);
      requests.set(forPersonKey, id);
    }
    const ofPerson = (key: string) => requests.get(key) ?? assert.fail(`nobody asked about ${key}`);

    await office.approve(it20, ofPerson('P1'), 'keep-30');
    await office.approve(it20, ofPerson('P2'), 'undo');
    await office.approve(it20, ofPerson('P4'), 'rule');
    for (const id of requests.values()) assert.equal((await office.ended(id)).state, 'done');
    await runOnce();
    assert.deepEqual([1, 2, 4].map(titleOf), ['By hand 1', 'Function 2', 'By hand 4']);

    const said = (await office.request(ofPerson('P4'))).outcome ?? '';
    const yaml = said.slice(said.indexOf('\n') + 1);
    assert.match(yaml, /^# .*\nattributes:\n {2}jobTitle: .*P4.*By hand 4/);
    await writeFile(house.policyPath, `${await readFile(house.policyPath, 'utf8')}\n${yaml}\n`);
    await runOnce();
    assert.deepEqual([1, 2, 4, 11].map(titleOf), ['By hand 1', 'Function 2', 'By hand 4', 'Function 11']);
    assert.doesNotMatch(await office.say(it10, 'drift'), /findingId/);
  });

  it('links an account that was there to the person whose it is', async () => {
    assert.equal(office.user(5).properties.department, 'Oud');
    const subject = { kind: 'match', accountId: free.id, address: 'x', evidence: [] };
    const request = await office.ask(subject, 'P5');
    assert.equal(request.state, 'open');
    await runOnce();
    assert.equal(office.user(5).properties.department, 'Oud');
    await office.approve(it20, request.id);
    assert.equal((await office.ended(request.id)).state, 'done');
    await runOnce();
    const accounts = house.sandbox.world.users().filter(({ properties }) => properties.employeeId === '100005');
    assert.deepEqual(
      accounts.map(({ id, properties }) => [id, properties.department]),
      [[free.id, 'Unit 5']],
    );
    assert.ok(house.sandbox.world.members('sg-employees').includes(free.id));
  });

  it('says in the end why an account cannot be linked', async () => {
    const request = await office.ask({ kind: 'match', accountId: guarded.id, address: 'x', evidence: [] }, 'P6');
    await office.approve(it20, request.id);
    const failed = await office.ended(request.id);
    assert.equal(failed.state, 'failed');
    assert.match(failed.outcome ?? '', /oud6@voorbeeld\.example is protected/);
    assert.equal(office.user(6).properties.department, 'Oud');
  });

  it('holds leavers back until the freeze is over, and then lets them go', async () => {
    const until = new Date(Date.now() + 86_400_000).toISOString();
    const { id } = await office.ask({ kind: 'freeze', until }, null);
    await office.approve(it20, id);
    assert.equal((await office.ended(id)).state, 'done');
    const leave = (row: string, number: number) =>
      number === 8 || number === 9 ? row.replace('2020-01-01,,', `2020-01-01,${lastWeek},`) : row;
    const before = await runOnce();
    await house.edit('employments.csv', changeRows(leave));
    const held = await house.settled(['finished'], before.id);
    assert.deepEqual(
      [8, 9].map((number) => office.user(number).properties.accountEnabled),
      [true, true],
    );
    assert.ok(held.notes.some(({ text }) => /because leavers are frozen/.test(text)));
    assert.match(await office.say(it10, 'unfreeze'), /Leavers go again/);
    await house.settled(['finished'], held.id);
    assert.deepEqual(
      [8, 9, 11].map((number) => office.user(number).properties.accountEnabled),
      [false, false, true],
    );
  });

  it('shuts out whoever has to go at once', async () => {
    const { id } = await office.ask({ kind: 'urgent-exit' }, 'P7');
    assert.equal(office.user(7).properties.accountEnabled, true);
    const [before] = await house.runs();
    await office.approve(security, id);
    assert.equal((await office.ended(id)).state, 'done');
    await house.settled(['finished'], before?.id);
    assert.deepEqual(
      [7, 12].map((number) => office.user(number).properties.accountEnabled),
      [false, true],
    );
    const since = (await house.runs()).filter((run) => Number(run.id) > Number(before?.id));
    // By express, by the run over everybody, or by whichever is first: once.
    const told = await Promise.all(since.map((run) => house.run(run.id)));
    const done = told.flatMap(({ operations }) => operations.filter(({ result }) => result?.kind === 'done'));
    assert.deepEqual(done.map(({ kind }) => kind).sort(), ['disable-account', 'revoke-sessions']);
  });
});
