import { mkdtemp, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../api/clock.ts';
import { readConfig } from '../../api/config.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../api/sandbox/start-sandbox.ts';
import { type Instroom, startInstroom } from '../../api/start-instroom.ts';
import type { Operation, OperationResult } from '../../models/plan.ts';
import type { Run } from '../../models/run.ts';
import { organisationSeed, writeOrganisation } from '../organisation/write-organisation.ts';

export type RunAnswer = Run & {
  operationCount: number;
  operations: Array<Operation & { result: OperationResult | null }>;
};

/** The whole product on an organisation of its own, with a sandbox to look into. */
export interface House {
  folder: string;
  policyPath: string;
  sandbox: Sandbox;
  instroom(): Instroom;
  /** Stops the product and starts it again on the same data. */
  restart(): Promise<void>;
  call(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  runs(): Promise<Run[]>;
  run(id: string): Promise<RunAnswer>;
  /** Waits until the newest run is in one of these states, and is newer than `after`. */
  settled(states: readonly Run['state'][], after?: string): Promise<Run>;
  /** Changes a file of the HR folder at one stroke, as HR systems should: written elsewhere, and then put there. */
  edit(file: string, change: (text: string) => string): Promise<void>;
  account(employeeNumber: string): Record<string, unknown> | undefined;
  close(): Promise<void>;
}

/** Lets a file have lain there for so long: one that was written just now is watched for a while before it is believed. */
async function putDown(path: string, seconds: number): Promise<void> {
  const at = Date.now() / 1000 - seconds;
  await utimes(path, at, at);
}

const quiet = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };

export async function openHouse(options: {
  people: number;
  sandbox?: SandboxOptions;
  policy?: (text: string) => string;
  /** Puts more into the folder before anything starts. */
  prepare?: (folder: string) => Promise<void>;
}): Promise<House> {
  const folder = await mkdtemp(join(tmpdir(), 'instroom-flow-'));
  const sandbox = await startSandbox({ seed: organisationSeed(), ...options.sandbox });
  const policyPath = await writeOrganisation(folder, options.people);
  for (const file of await readdir(join(folder, 'hr'))) await putDown(join(folder, 'hr', file), 60);
  await options.prepare?.(folder);
  if (options.policy) await writeFile(policyPath, options.policy(await readFile(policyPath, 'utf8')));
  const start = () =>
    startInstroom(
      readConfig({
        INSTROOM_CONFIG: policyPath,
        INSTROOM_DATA_DIR: join(folder, 'data'),
        GRAPH_BASE_URL: sandbox.baseUrl,
        PORT: '0',
      }),
      { clock: systemClock, logger: quiet },
    );
  let instroom = await start();

  const call: House['call'] = async (method, path, body) => {
    const response = await fetch(`${instroom.url}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    return { status: response.status, body: await response.json() };
  };
  const runs = async (): Promise<Run[]> => ((await call('GET', '/api/runs')).body as { runs: Run[] }).runs;
  const settled: House['settled'] = async (states, after = '0') => {
    for (const giveUpAt = Date.now() + 20_000; Date.now() < giveUpAt; await sleep(20)) {
      const [newest] = await runs();
      if (newest && Number(newest.id) > Number(after) && states.includes(newest.state)) return newest;
    }
    throw new Error(
      `no run is ${states.join(' or ')}: ${JSON.stringify((await runs()).map(({ id, state, error }) => ({ id, state, error })))}`,
    );
  };

  return {
    folder,
    policyPath,
    sandbox,
    instroom: () => instroom,
    restart: async () => {
      await instroom.stop();
      instroom = await start();
    },
    call,
    runs,
    run: async (id) => (await call('GET', `/api/runs/${id}?limit=1000`)).body as RunAnswer,
    settled,
    edit: async (file, change) => {
      const path = join(folder, 'hr', file);
      await writeFile(`${path}.tmp`, change(await readFile(path, 'utf8')));
      await putDown(`${path}.tmp`, 3);
      await rename(`${path}.tmp`, path);
    },
    account: (employeeNumber) =>
      sandbox.world.users().find((user) => user.properties.employeeId === employeeNumber)?.properties,
    close: async () => {
      await instroom.stop();
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The employment rows of people, one by one, changed where `change` gives another row. */
export function changeRows(change: (row: string, number: number) => string | null): (text: string) => string {
  return (text) => {
    const [header = '', ...rows] = text.trimEnd().split('\n');
    return `${[header, ...rows.flatMap((row, number) => change(row, number) ?? [])].join('\n')}\n`;
  };
}

/** A day that is over, as HR writes it. */
export const lastWeek = new Date(Date.now() - 7 * 86_400_000).toISOString().slice(0, 10);

/** Ends the employment of everybody whose number is below `count`. */
export const endFirst = (count: number): ((text: string) => string) =>
  changeRows((row, number) => (number < count ? row.replace('2020-01-01,,', `2020-01-01,${lastWeek},`) : row));
