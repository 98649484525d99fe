import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DateTime } from 'luxon';
import { parse, stringify } from 'yaml';
import { writeDemoFolder } from '../../demo/make-demo.ts';
import type { Run } from '../../models/run.ts';
import { until } from './until.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const zone = 'Europe/Amsterdam';

/** A policy as it is written down. */
// biome-ignore lint/suspicious/noExplicitAny: a file of many shapes, which the product itself checks
export type WrittenPolicy = Record<string, any>;

/** The product as a process of its own, on a copy of the demo, with a clock that can be moved. */
export interface Product {
  url: string;
  sandboxUrl: string;
  /** The calendar day so many days after the Monday on which everything begins. */
  day(plus: number): string;
  /** Moves the clock ahead, to a time of such a day. */
  moveTo(plus: number, time?: string): Promise<void>;
  /** Changes a file of the HR folder at one stroke. */
  edit(file: string, change: (text: string) => string): Promise<void>;
  /** One user of the sandbox by employee number. */
  account(employeeId: string): Promise<Record<string, unknown> | undefined>;
  /** Whether an account is in a group, as the sandbox of Entra has it. */
  isMember(aadObjectId: string, group: string): Promise<boolean>;
  /** Takes somebody out of a group by hand, as an administrator would. */
  removeMember(aadObjectId: string, group: string): Promise<void>;
  runs(): Promise<Run[]>;
  /** The newest run, once it stands still in one of these states. */
  settled(...states: Run['state'][]): Promise<Run>;
  get<T>(path: string): Promise<T>;
  stop(): Promise<void>;
}

/** Starts it on the next Monday at nine, and waits until the first run is over. `policy` changes the policy of the demo. */
export async function startProduct(policy: (written: WrittenPolicy) => void = () => {}): Promise<Product> {
  const folder = await mkdtemp(join(tmpdir(), 'instroom-e2e-'));
  const monday = DateTime.now().setZone(zone).startOf('week').plus({ weeks: 1 });
  const at = (plus: number, time: string) =>
    DateTime.fromISO(`${monday.plus({ days: plus }).toISODate()}T${time}`, { zone });
  const day = (plus: number) => at(plus, '00:00').toISODate() ?? '';
  await writeDemoFolder(folder, day(0));
  await rewrite(join(folder, 'instroom.yaml'), (text) => {
    const written = parse(text) as WrittenPolicy;
    policy(written);
    return stringify(written);
  });
  const child = fork(fileURLToPath(new URL('./run-product.ts', import.meta.url)), {
    cwd: root,
    execArgv: ['--import', 'tsx'],
    env: {
      ...process.env,
      PORT: '0',
      INSTROOM_DATA_DIR: join(folder, 'data'),
      INSTROOM_CONFIG: join(folder, 'instroom.yaml'),
      LOG_LEVEL: 'warn',
      E2E_NOW: at(0, '09:00').toJSDate().toISOString(),
    },
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  };
  const { url, sandboxUrl } = await answerOf<{ url: string; sandboxUrl: string }>(child);
  const get = async <T>(path: string) => (await (await fetch(`${url}${path}`)).json()) as T;
  const runs = async () => (await get<{ runs: Run[] }>('/api/runs')).runs;
  const settled: Product['settled'] = (...states) =>
    until(`a run that is ${states.join(' or ')}`, async () => {
      const [newest] = await runs();
      return newest !== undefined && states.includes(newest.state) && newest;
    });
  await settled('finished').catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    url,
    sandboxUrl,
    day,
    runs,
    settled,
    get,
    moveTo: async (plus, time = '09:00') => {
      child.send({ now: at(plus, time).toJSDate().toISOString() });
      await answerOf(child);
    },
    edit: (file, change) => rewrite(join(folder, 'hr', file), change),
    ...askSandbox(sandboxUrl),
    stop,
  };
}

function askSandbox(sandboxUrl: string): Pick<Product, 'account' | 'isMember' | 'removeMember'> {
  const list = async (path: string): Promise<Record<string, unknown>[]> =>
    ((await (await fetch(`${sandboxUrl}/v1.0/${path}`)).json()) as { value: Record<string, unknown>[] }).value;
  const membersOf = async (group: string): Promise<string> => {
    const [found] = await list(`groups?$filter=displayName eq '${group}'&$select=id`);
    if (found === undefined) throw new Error(`there is no group ${group}`);
    return `groups/${found.id}/members`;
  };
  const select = 'id,displayName,department,accountEnabled,userPrincipalName';
  return {
    account: async (employeeId) => (await list(`users?$filter=employeeId eq '${employeeId}'&$select=${select}`))[0],
    isMember: async (aadObjectId, group) =>
      (await list(`${await membersOf(group)}?$select=id&$top=999`)).some(({ id }) => id === aadObjectId),
    removeMember: async (aadObjectId, group) => {
      const path = `${await membersOf(group)}/${aadObjectId}/$ref`;
      const answer = await fetch(`${sandboxUrl}/v1.0/${path}`, { method: 'DELETE' });
      if (!answer.ok) throw new Error(`the sandbox refuses: ${answer.status} ${await answer.text()}`);
    },
  };
}

/** Nobody must read half a file. */
async function rewrite(path: string, change: (text: string) => string): Promise<void> {
  await writeFile(`${path}.tmp`, change(await readFile(path, 'utf8')));
  await rename(`${path}.tmp`, path);
}

/** The next thing that the process says. */
function answerOf<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`the product ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as T);
    });
  });
}
