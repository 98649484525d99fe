import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Sandbox, startSandbox } from '../../../api/sandbox/start-sandbox.ts';
import { startEmbeddedStore } from '../../../models/store/embedded/start-embedded-store.ts';
import { openStores } from '../../../models/store/open-stores.ts';
import { organisationSeed, writeOrganisation } from '../../organisation/write-organisation.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const now = '2026-11-24T08:00:00Z';
const rounds = 20;
const quiet = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };

/** `instroom apply` on an organisation of 1,500, as a process of its own. `killAt` writes later it is killed without warning. */
async function apply(
  sandbox: Sandbox,
  at: { dataDir: string; policy: string },
  killAt: number | null,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'api/cli.ts', 'apply', '--yes', '--now', now, '--json'], {
    cwd: root,
    env: { ...process.env, GRAPH_BASE_URL: sandbox.baseUrl, INSTROOM_DATA_DIR: at.dataDir, INSTROOM_CONFIG: at.policy },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const before = sandbox.world.counters().writes;
  const ended = once(child, 'close');
  let over = false;
  ended.then(() => {
    over = true;
  });
  while (killAt !== null && !over) {
    if (sandbox.world.counters().writes >= before + killAt) child.kill('SIGKILL');
    await sleep(1);
  }
  const [code] = (await ended) as [number | null];
  return { code, output };
}

/** Who is there, how, under whom and in what, without Entra's own ids. */
function describeWorld(sandbox: Sandbox): unknown {
  const users = sandbox.world.users();
  const addressOf = new Map(users.map((user) => [user.id, String(user.properties.userPrincipalName)]));
  const people = users.map(({ properties, managerId }) => {
    const lasting = Object.entries(properties).filter(
      ([name]) => !name.endsWith('DateTime') && name !== 'passwordProfile',
    );
    return { ...Object.fromEntries(lasting), manager: addressOf.get(managerId ?? '') ?? null };
  });
  const groups = sandbox.world.groups().map(({ id, properties }) => ({
    name: properties.displayName,
    members: sandbox.world
      .members(id)
      .map((member) => addressOf.get(member) ?? member)
      .sort(),
  }));
  const byName = (a: object, b: object) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
  return { people: people.sort(byName), groups: groups.sort(byName) };
}

describe('a process that is killed while it applies', () => {
  it(`${rounds} times, then left alone: the same end as if nothing had happened, every fact told once`, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'instroom-crash-'));
    const policy = await writeOrganisation(folder, 1500);
    const calmly = { policy, dataDir: join(folder, 'calm') };
    const stormily = { policy, dataDir: join(folder, 'stormy') };
    const calm = await startSandbox({ seed: organisationSeed() });
    const stormy = await startSandbox({ seed: organisationSeed() });
    try {
      const undisturbed = await apply(calm, calmly, null);
      assert.equal(undisturbed.code, 0, undisturbed.output);
      const wanted: { operations: { id: string }[] } = JSON.parse(undisturbed.output);

      let killed = 0;
      for (let round = 0; round < rounds; round++) {
        const { code } = await apply(stormy, stormily, 1 + ((round * 17) % 30));
        if (code === null) killed += 1;
      }
      assert.equal(killed, rounds, 'every round was caught while writing');
      const last = await apply(stormy, stormily, null);
      assert.equal(last.code, 0, last.output);
      assert.deepEqual(describeWorld(stormy), describeWorld(calm));

      const again = await apply(stormy, stormily, null);
      assert.equal((JSON.parse(again.output) as { operations: unknown[] }).operations.length, 0);
      assert.deepEqual(
        [...(await toldOperations(stormily.dataDir))].sort(),
        wanted.operations.map(({ id }) => id).sort(),
      );
    } finally {
      await calm.close();
      await stormy.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});

/** The operations that the audit log says were carried out. */
async function toldOperations(dataDir: string): Promise<Set<string>> {
  const engine = await startEmbeddedStore({ folder: join(dataDir, 'store') });
  const stores = await openStores({ uri: engine.uri, logger: quiet });
  try {
    const events = await stores.audit.list({ limit: 100_000 });
    const told = events.filter((event) => event.kind === 'operation-done').flatMap((event) => event.operationId ?? []);
    const open = await stores.runs.list({ limit: 100, states: ['planning', 'applying'] });
    assert.deepEqual(open, [], 'no run is left half-way');
    return new Set(told);
  } finally {
    await stores.close();
    await engine.close();
  }
}
