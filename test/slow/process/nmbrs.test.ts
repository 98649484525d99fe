import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type NmbrsStandIn, startNmbrs } from '../../../api/sandbox/hr/nmbrs/start-nmbrs.ts';
import { type Sandbox, startSandbox } from '../../../api/sandbox/start-sandbox.ts';
import { makePerson, makePolicyText, makeUnits } from '../../organisation/make-organisation.ts';
import { organisationSeed } from '../../organisation/write-organisation.ts';
import { runInstroom } from './run-instroom.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

describe('the command line of Visma Nmbrs', function () {
  this.timeout(180_000);
  let folder: string;
  let nmbrs: NmbrsStandIn;
  let sandbox: Sandbox;
  let env: Record<string, string>;
  let policy: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'instroom-nmbrs-'));
    nmbrs = await startNmbrs();
    nmbrs.load({ people: [0, 1, 2].map(makePerson), units: makeUnits() });
    sandbox = await startSandbox({ seed: organisationSeed() });
    const source = `{ id: hr, connector: nmbrs, clientId: client, clientSecret: NMBRS_SECRET, subscriptionKeys: [NMBRS_KEY], baseUrl: "${nmbrs.baseUrl}", identityUrl: "${nmbrs.baseUrl}" }`;
    policy = join(folder, 'instroom.yaml');
    await writeFile(policy, makePolicyText(source));
    env = {
      GRAPH_BASE_URL: sandbox.baseUrl,
      INSTROOM_DATA_DIR: join(folder, 'data'),
      NMBRS_SECRET: 'client-secret',
      NMBRS_KEY: 'subscription-key',
    };
  });
  after(async () => {
    await Promise.all([nmbrs.close(), sandbox.close()]);
    await rm(folder, { recursive: true, force: true });
  });

  it('connects by a pasted address; then the source can be checked and planned with, and no token stands in the data folder', async () => {
    const before = await runInstroom(['check', '--source', 'hr', '--config', policy], env);
    assert.equal(before.code, 2);
    assert.match(before.out, /instroom nmbrs connect --source hr/);

    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'api/cli.ts', 'nmbrs', 'connect', '--code', '--config', policy],
      {
        cwd: root,
        env: { ...process.env, ...env },
      },
    );
    let out = '';
    let isSent = false;
    child.stdout.on('data', async (chunk: Buffer) => {
      out += chunk.toString();
      const address = /^http\S+authorize\S+$/m.exec(out)?.[0];
      if (address === undefined || isSent || !out.includes('five minutes')) return;
      isSent = true;
      child.stdin.end(`${(await fetch(address, { redirect: 'manual' })).headers.get('location')}\n`);
    });
    const [code] = await once(child, 'close');
    assert.equal(code, 0, out);
    assert.match(out, /The consent is kept\. It is for these companies:\n {2}1 Voorbeeld \(Voorbeeld\)/);

    const checked = await runInstroom(['check', '--source', 'hr', '--config', policy], env);
    assert.equal(checked.code, 0, checked.out);
    const planned = await runInstroom(['plan', '--json', '--config', policy], env);
    assert.equal(JSON.parse(planned.out).counts['create-account'], 3);

    for (const entry of await readdir(join(folder, 'data'), { recursive: true, withFileTypes: true }))
      if (entry.isFile())
        assert.ok(
          !/refresh-[0-9a-f]{32}|access-[0-9a-f]{32}/.test(
            await readFile(join(entry.parentPath, entry.name), 'latin1'),
          ),
        );
  });
});
