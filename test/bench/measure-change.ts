import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../api/clock.ts';
import { readConfig } from '../../api/config.ts';
import { startSandbox } from '../../api/sandbox/start-sandbox.ts';
import { startInstroom } from '../../api/start-instroom.ts';
import { organisationSeed, writeOrganisation } from '../organisation/write-organisation.ts';

const quiet = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };
const people = 1000;

/**
 * With the whole product running: from the moment an HR file with one changed row is in place until the new value is in the
 * sandbox, in ms, over so many changes.
 */
export async function measureChange(times: number): Promise<Record<string, unknown>> {
  const folder = await mkdtemp(join(tmpdir(), 'instroom-bench-'));
  const sandbox = await startSandbox({ seed: organisationSeed() });
  const policyPath = await writeOrganisation(folder, people);
  const config = readConfig({
    INSTROOM_CONFIG: policyPath,
    INSTROOM_DATA_DIR: join(folder, 'data'),
    GRAPH_BASE_URL: sandbox.baseUrl,
    PORT: '0',
  });
  const instroom = await startInstroom(config, { clock: systemClock, logger: quiet });
  try {
    const titleOf = () =>
      sandbox.world.users().find((user) => user.properties.employeeId === '100000')?.properties.jobTitle;
    await until(() => titleOf() === 'Function 0');
    await until(() => hasFinished(instroom.url));
    const latencies: number[] = [];
    const file = join(folder, 'hr', 'employments.csv');
    for (let time = 1; time <= times; time++) {
      const text = await readFile(file, 'utf8');
      await writeFile(`${file}.tmp`, text.replace(/^(E0,.*,)(Function 0[^,]*)(,)/m, `$1Function 0 v${time}$3`));
      await sleep(500);
      const changedAt = performance.now();
      await rename(`${file}.tmp`, file);
      await until(() => titleOf() === `Function 0 v${time}`);
      latencies.push(performance.now() - changedAt);
    }
    const sorted = latencies.sort((a, b) => a - b).map(Math.round);
    return {
      people,
      changes: times,
      minMs: sorted[0],
      medianMs: sorted[Math.floor(times / 2)],
      maxMs: sorted[times - 1],
    };
  } finally {
    await instroom.stop();
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > giveUpAt) throw new Error('what was waited for did not come in a minute');
    await sleep(5);
  }
}

async function hasFinished(url: string): Promise<boolean> {
  const health = (await (await fetch(`${url}/health`)).json()) as { lastRun: { state: string } | null };
  return health.lastRun?.state === 'finished';
}
