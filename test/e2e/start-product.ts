import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startMain } from '../fakes/start-main.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The product as a process of its own, on a copy of the demo. */
export interface Product {
  url: string;
  sandboxUrl: string;
  /** Changes a file of the HR folder at one stroke. */
  edit(file: string, change: (text: string) => string): Promise<void>;
  /** One user of the sandbox by employee number. */
  account(employeeId: string): Promise<Record<string, unknown> | undefined>;
  runs(): Promise<Array<{ id: string; state: string; fingerprint: string }>>;
  stop(): Promise<void>;
}

export async function startProduct(): Promise<Product> {
  const folder = await mkdtemp(join(tmpdir(), 'instroom-e2e-'));
  await cp(join(root, 'demo'), folder, { recursive: true });
  const main = await startMain({
    INSTROOM_DATA_DIR: join(folder, 'data'),
    INSTROOM_CONFIG: join(folder, 'instroom.yaml'),
  });
  const { url, sandboxUrl } = main;
  if (sandboxUrl === null) throw new Error('the product says nothing of a sandbox');
  const runs: Product['runs'] = async () =>
    ((await (await fetch(`${url}/api/runs`)).json()) as { runs: Awaited<ReturnType<Product['runs']>> }).runs;
  while ((await runs())[0]?.state !== 'finished') await sleep(100);
  return {
    url,
    sandboxUrl,
    runs,
    edit: async (file, change) => {
      const path = join(folder, 'hr', file);
      await writeFile(`${path}.tmp`, change(await readFile(path, 'utf8')));
      await rename(`${path}.tmp`, path);
    },
    account: async (employeeId) => {
      const query = `$filter=employeeId eq '${employeeId}'&$select=displayName,department,accountEnabled,userPrincipalName`;
      const answer = (await (await fetch(`${sandboxUrl}/v1.0/users?${query}`)).json()) as {
        value: Record<string, unknown>[];
      };
      return answer.value[0];
    },
    stop: async () => {
      await main.end('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
