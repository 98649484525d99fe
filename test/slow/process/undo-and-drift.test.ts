import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '../../../api/sandbox/start-sandbox.ts';
import { organisationSeed, writeOrganisation } from '../../organisation/write-organisation.ts';
import { runInstroom } from './run-instroom.ts';

describe('undo and drift at the command line', function () {
  this.timeout(240_000);
  let folder: string;
  let sandbox: Sandbox;
  let policy: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'instroom-undo-'));
    sandbox = await startSandbox({ seed: organisationSeed() });
    policy = await writeOrganisation(folder, 40);
    assert.equal((await instroom(['apply', '--config', policy])).code, 0);
  });
  after(async () => {
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
  });

  const instroom = (args: readonly string[], env: Record<string, string> = {}) =>
    runInstroom(args, { GRAPH_BASE_URL: sandbox.baseUrl, INSTROOM_DATA_DIR: join(folder, 'data'), ...env });

  it('takes a run back, shown first, and asks before it is done again', async () => {
    const file = join(folder, 'hr', 'employments.csv');
    await writeFile(file, (await readFile(file, 'utf8')).replace('Function 35', 'Chef'));
    const applied = JSON.parse((await instroom(['apply', '--config', policy, '--json'])).out);
    assert.equal(applied.state, 'finished', JSON.stringify(applied.verdict));
    const titles = () => sandbox.world.users().map((user) => user.properties.jobTitle);
    assert.ok(titles().includes('Chef'));
    const shown = await instroom(['undo', applied.id, '--config', policy]);
    assert.equal(shown.code, 3, shown.err);
    assert.match(shown.out, /Change .* back: jobTitle from “Chef” to “Function \d+”\.[\s\S]*Nothing was written/);
    assert.ok(titles().includes('Chef'));
    const undone = await instroom(['undo', applied.id, '--config', policy, '--yes']);
    assert.equal(undone.code, 0, undone.out);
    assert.ok(!titles().includes('Chef'));
    const again = await instroom(['undo', 'person:P35', '--config', policy, '--yes', '--json']);
    assert.equal(again.code, 0, again.out);
    assert.deepEqual(JSON.parse(again.out).undo.operations, []);
    const held = await instroom(['apply', '--config', policy]);
    assert.equal(held.code, 3, held.out);
    assert.match(held.out, /Undone before: 1, by command line/);
    assert.equal((await instroom(['apply', '--config', policy, '--yes'])).code, 0);
    assert.equal((await instroom(['undo', '99999', '--config', policy])).code, 2);
    assert.equal((await instroom(['undo', applied.id, '--since', '2026-01-01', '--config', policy])).code, 2);
  });

  it('lists what was changed by hand, and keeps it, makes it a rule, or puts it back', async () => {
    const byHand = async (jobTitle: string) => {
      const user = sandbox.world.users().find(({ properties }) => properties.accountEnabled === true);
      const changed = await fetch(`${sandbox.baseUrl}/v1.0/users/${user?.id}`, {
        method: 'PATCH',
        headers: { authorization: 'Bearer sandbox', 'content-type': 'application/json' },
        body: JSON.stringify({ jobTitle }),
      });
      assert.equal(changed.status, 204);
      return user?.id;
    };
    const list = async () => JSON.parse((await instroom(['drift', '--config', policy, '--json'])).out).findings;
    assert.match((await instroom(['drift', '--config', policy])).out, /Nothing in Entra was changed by hand/);
    const id = await byHand('Artist');
    const [finding, ...others] = await list();
    assert.deepEqual([finding.operation.target.accountId, others], [id, []]);
    const rule = await instroom(['drift', 'rule', finding.operationId, '--config', policy]);
    assert.match(rule.out, /attributes:\n {2}jobTitle: .*Artist/);
    assert.equal((await instroom(['drift', 'keep', finding.operationId, '--config', policy])).code, 2);
    const keep = ['drift', 'keep', finding.operationId, '--days', '3', '--reason', 'a show', '--config', policy];
    const kept = await instroom(keep);
    assert.equal(kept.code, 0, kept.err);
    assert.deepEqual(await list(), []);
    assert.equal((await instroom(['apply', '--config', policy])).code, 0);
    assert.equal(sandbox.world.users().find((user) => user.id === id)?.properties.jobTitle, 'Artist');
    assert.equal((await instroom(['drift', 'undo', finding.operationId, '--config', policy])).code, 2);
    assert.equal((await instroom(['drift', 'sell', 'x', '--config', policy])).code, 2);
  });
});
