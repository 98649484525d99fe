import assert from 'node:assert/strict';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '../../../api/sandbox/start-sandbox.ts';
import type { AdoptionReport } from '../../../models/adoption.ts';
import type { Run } from '../../../models/run.ts';
import { organisationSeed, writeOrganisation } from '../../organisation/write-organisation.ts';
import { runInstroom } from './run-instroom.ts';

const oldId = '33333333-3333-4333-8333-000000000001';

describe('instroom adopt', function () {
  this.timeout(120_000);
  let folder: string;
  let sandbox: Sandbox;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'instroom-adopt-'));
    const old = {
      id: oldId,
      userPrincipalName: 'oud@voorbeeld.example',
      mailNickname: 'oud',
      displayName: 'Oud',
      accountEnabled: true,
    };
    sandbox = await startSandbox({
      seed: { ...organisationSeed(), users: [{ ...old, employeeId: '100001', department: 'Oud' }] },
    });
  });
  after(async () => {
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('shows, refuses, accepts and rejects, and writes nothing to Entra', async () => {
    const policy = await writeOrganisation(folder, 3);
    await appendFile(policy, 'adoption: by-decision\n');
    const env = { GRAPH_BASE_URL: sandbox.baseUrl, INSTROOM_DATA_DIR: join(folder, 'data') };
    const instroom = (...args: string[]) => runInstroom([...args, '--config', policy], env);
    const adopt = (...args: string[]) => instroom('adopt', ...args);
    const report = async (...args: string[]) => JSON.parse((await adopt('--json', ...args)).out) as AdoptionReport;

    const shown = await adopt();
    assert.equal(shown.code, 0, shown.err);
    assert.match(
      shown.out,
      /P1 Daan van der Jansen +oud@voorbeeld\.example +likely: employeeId 100001; but another name Oud/,
    );
    assert.match(shown.out, /department +Oud → Unit 1/);
    const { proposals } = await report();
    assert.deepEqual(Object.keys(proposals[0] ?? {}).sort(), [
      'account',
      'ambiguousWith',
      'confidence',
      'counterEvidence',
      'effects',
      'evidence',
      'hindrance',
      'name',
      'overwrites',
      'personKey',
    ]);

    const refused = await adopt('--accept', 'P1', '--accept', 'P9');
    assert.equal(refused.code, 2);
    assert.match(refused.err, /Nobody in HR has the key P9.*Nothing was accepted/);

    const rejected = await report('--reject', 'P2=oud@voorbeeld.example');
    assert.deepEqual(
      rejected.rejected.map(({ personKey }) => personKey),
      ['P2'],
    );
    const accepted = await adopt('--accept', 'P1', '--attributes', 'department, jobtitle');
    assert.match(accepted.out, /Accepted P1 = oud@voorbeeld\.example \(only department, jobTitle\)/);
    assert.equal(sandbox.world.counters().writes, 0);
    assert.deepEqual((await report()).proposals, []);

    const applied = JSON.parse((await instroom('apply', '--json')).out) as Run;
    assert.deepEqual([applied.state, applied.counts['create-account']], ['finished', 2]);
    const old = sandbox.world.users().find(({ id }) => id === oldId)?.properties;
    assert.deepEqual([old?.displayName, old?.department, old?.jobTitle], ['Oud', 'Unit 1', 'Function 1']);
  });
});
