import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '../../../api/sandbox/start-sandbox.ts';
import type { Plan } from '../../../models/plan.ts';
import { endFirst } from '../../flows/open-house.ts';
import { organisationSeed, writeOrganisation } from '../../organisation/write-organisation.ts';
import { runInstroom } from './run-instroom.ts';

describe('the command line', function () {
  this.timeout(180_000);
  let folder: string;
  let sandbox: Sandbox;
  let policy: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'instroom-cli-'));
    sandbox = await startSandbox({ seed: organisationSeed() });
    policy = await writeOrganisation(folder, 40);
  });
  after(async () => {
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
  });

  const instroom = (args: readonly string[], env: Record<string, string> = {}) =>
    runInstroom(args, { GRAPH_BASE_URL: sandbox.baseUrl, INSTROOM_DATA_DIR: join(folder, 'data'), ...env });

  it('plans as one JSON document, applies, and then has nothing to do', async () => {
    const planned = await instroom(['plan', '--config', policy, '--json', '--now', '2026-11-24T08:00:00Z']);
    assert.deepEqual([planned.code, planned.err], [0, '']);
    const plan = JSON.parse(planned.out) as Plan;
    assert.deepEqual(Object.keys(plan).sort(), [
      'counts',
      'fingerprint',
      'notes',
      'now',
      'operations',
      'policyVersion',
      'verdict',
    ]);
    assert.deepEqual(
      [plan.now, plan.verdict.kind, plan.counts['create-account']],
      ['2026-11-24T08:00:00.000Z', 'auto', 40],
    );
    assert.equal(sandbox.world.counters().writes, 0, 'a plan writes nothing');
    const applied = await instroom(['apply', '--config', policy]);
    assert.equal(applied.code, 0, applied.err);
    assert.equal(sandbox.world.users().length, 40);
    const again = await instroom(['plan', '--config', policy, '--json']);
    assert.deepEqual((JSON.parse(again.out) as Plan).operations, []);
    const explained = await instroom(['explain', 'P7', '--config', policy]);
    assert.match(explained.out, /department\s+Unit 7/);
  });

  it('shuts somebody out at once, and lets them in again', async () => {
    const enabled = (): unknown =>
      sandbox.world.users().find((user) => user.properties.employeeId === '100007')?.properties.accountEnabled;
    const out = await instroom(['urgent-exit', 'P7', '--reason', 'dismissed', '--config', policy]);
    assert.deepEqual([out.code, enabled()], [0, false], out.err);
    assert.match(
      out.out,
      /^Urgent exit of .*\(P7\), in force from .* by command line: dismissed\nRun \d+: finished\.\n/,
    );
    assert.equal((await instroom(['apply', '--config', policy])).code, 0);
    assert.equal(enabled(), false, 'and stays out');
    const lifted = await instroom([
      'urgent-exit',
      '100007',
      '--reason',
      'a mistake',
      '--lift',
      '--config',
      policy,
      '--json',
    ]);
    assert.deepEqual([lifted.code, enabled()], [0, true], lifted.err);
    assert.equal(JSON.parse(lifted.out).isOut, false);
    assert.equal((await instroom(['urgent-exit', 'P7', '--reason', 'x', '--lift', '--config', policy])).code, 2);
    assert.equal((await instroom(['urgent-exit', 'nobody', '--reason', 'x', '--config', policy])).code, 2);
    assert.equal((await instroom(['urgent-exit', 'P7', '--config', policy])).code, 2);
  });

  it('stops with 3 for what needs approval, and goes on with --yes, in part or as a whole', async () => {
    const file = join(folder, 'hr', 'employments.csv');
    await writeFile(file, endFirst(30)(await readFile(file, 'utf8')));
    const held = await instroom(['apply', '--config', policy]);
    assert.equal(held.code, 3);
    assert.match(held.out, /Accounts to disable: 31 of 40 .*1 of them done already/);
    assert.ok(
      sandbox.world.users().every((user) => user.properties.accountEnabled === true),
      'nothing was written',
    );
    for (const wrong of [
      ['--only', 'disable-acount'],
      ['--only', 'disable-account'],
      ['--yes', '--person', 'nobody'],
    ]) {
      const refused = await instroom(['apply', '--config', policy, ...wrong]);
      assert.equal(refused.code, 2, refused.out);
    }
    const kinds = 'disable-account,revoke-sessions';
    const part = await instroom(['apply', '--config', policy, '--yes', '--only', kinds, '--person', 'P1', 'P2']);
    assert.equal(part.code, 0, part.out);
    assert.match(part.out, /\d+ of the skipped were held back/);
    assert.equal(sandbox.world.users().filter((user) => user.properties.accountEnabled === false).length, 2);
    const approved = await instroom(['apply', '--config', policy, '--yes']);
    assert.equal(approved.code, 0, approved.out);
    assert.equal(sandbox.world.users().filter((user) => user.properties.accountEnabled === true).length, 10);
  });

  it('keeps a blocked plan blocked, whoever says yes, until somebody gives a reason', async () => {
    const [persons, employments] = ['persons.csv', 'employments.csv'].map((name) => join(folder, 'hr', name)) as [
      string,
      string,
    ];
    for (const file of [persons, employments]) {
      const [header, ...rows] = (await readFile(file, 'utf8')).trimEnd().split('\n');
      await writeFile(file, `${[header, ...rows.filter((row) => !/P(3[0-9]|2[0-9])\b/.test(row))].join('\n')}\n`);
    }
    assert.equal((await instroom(['apply', '--config', policy, '--yes'])).code, 3);
    assert.equal((await instroom(['apply', '--config', policy, '--override', 'the split is known'])).code, 0);
  });

  it('says what is wrong with bad input, in one message, with exit code 2', async () => {
    const bad = join(folder, 'bad.yaml');
    await writeFile(bad, 'version: 1\ndomain: a.nl\nrols: []\nsource: { id: hr, connector: csv, folder: ./hr }\n');
    const refused = await instroom(['plan', '--config', bad, '--json']);
    assert.equal(refused.code, 2);
    assert.match(JSON.parse(refused.out).error.text, /line 3: “rols” is not a key of this file; did you mean roles/);
    assert.equal((await instroom(['plan', '--now', 'soon'])).code, 2);
    assert.equal((await instroom(['plan', '--colour'])).code, 2);
  });

  it('answers a rule for a user and for a list, with exit code 0, and refuses what is no rule with 2', async () => {
    const user = join(folder, 'user.json');
    await writeFile(
      user,
      JSON.stringify({ displayName: 'Anna', department: 'Finance', employeeHireDate: '2026-06-02' }),
    );
    const rule = 'user.department -eq "Sales" -or user.employeeHireDate -le system.now';
    const asked = await instroom(['rule', rule, '--user', user, '--now', '2026-06-01', '--json']);
    assert.deepEqual([asked.code, asked.err], [0, '']);
    const { result, decidedBy, ...rest } = JSON.parse(asked.out);
    assert.deepEqual([result, rest], [false, {}]);
    assert.match(decidedBy, /^user\.department -eq "Sales" \(department is "Finance"\); user\.employeeHireDate/);
    const people = join(folder, 'people.json');
    await writeFile(people, JSON.stringify([{ displayName: 'Anna', country: 'NL' }, { displayName: 'Jan' }]));
    const list = await instroom(['rule', 'user.country -eq "NL"', '--user', people]);
    assert.equal(list.code, 0, list.err);
    assert.match(
      list.out,
      /^yes {2}Anna {2}because .*\nno {3}Jan {3}because user\.country -eq "NL" \(country is empty\)\n$/,
    );
    const refused = await instroom(['rule', 'user.departement -eq "x"', '--user', people]);
    assert.equal(refused.code, 2);
    assert.match(refused.err, /did you mean user\.department\.\n\n {2}user\.departement -eq "x"\n {2}\^/);
    assert.equal((await instroom(['rule', 'user.country -eq "NL"', '--user', join(folder, 'none.json')])).code, 2);
  });

  it('explains a refused credential, and writes nothing', async () => {
    const server = createServer((_req, res) => {
      res.writeHead(401, { 'content-type': 'application/json' });
      res.end(JSON.stringify({ error: { code: 'InvalidAuthenticationToken', message: 'Access token has expired.' } }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const refused = await instroom(['apply', '--config', policy], { GRAPH_BASE_URL: baseUrl });
    server.close();
    assert.equal(refused.code, 2);
    assert.match(refused.err, /401 InvalidAuthenticationToken.*Check the tenant id, the client id/);
  });
});
