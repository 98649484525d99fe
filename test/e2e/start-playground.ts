import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { type DemoPlayer, demoPeople } from '../../demo/existing-accounts.ts';

export type PlayerName = keyof typeof demoPeople;

export interface Playground {
  url: string;
  player: DemoPlayer;
  stop(): Promise<void>;
}

type Shown = Pick<DemoPlayer, 'aadObjectId' | 'name' | 'address'>;

/** Somebody whom the directory does not know. */
const stranger: Shown = {
  aadObjectId: '00000000-0000-4000-8000-0000000000ff',
  name: 'Nobody Known',
  address: 'nobody@elsewhere.example',
};

/** So many others must the playground be told of, no more and no fewer. */
const otherCount = 5;

/** Everybody in the playground belongs to this tenant. */
const tenantId = '00000000-0000-4000-8000-0000000000aa';

interface PlaygroundOptions {
  as: DemoPlayer;
  /** Who else plays a part, and can be found in people pickers. */
  others: readonly DemoPlayer[];
  /** Where the bot takes messages. */
  botUrl: string;
  /** Where the playground should listen; when it is taken the playground takes another one by itself. */
  port: number;
}

/** Starts Microsoft's Agents Playground for one person against a running bot: one playground, one acting person. */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const folder = await mkdtemp(join(tmpdir(), 'instroom-playground-'));
  await writeFile(join(folder, '.m365agentsplayground.yml'), stringify(describePeople(options)));
  const child = spawn(process.execPath, playgroundArguments(options), {
    cwd: folder,
    env: { ...process.env, TEAMSAPPTESTER_BROWSER: 'none' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const url = `http://127.0.0.1:${await readPort(child)}`;
    await untilReady(child, url);
    return { url, player: options.as, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function playgroundArguments(options: { botUrl: string; port: number }): string[] {
  const manifest = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/package.json');
  const { bin } = createRequire(import.meta.url)(manifest) as { bin: Record<string, string> };
  const script = join(dirname(manifest), bin.agentsplayground ?? '');
  return [
    script,
    'start',
    '--app-endpoint',
    options.botUrl,
    '--channel-id',
    'msteams',
    '--port',
    String(options.port),
    '--disable-telemetry',
  ];
}

/** The acting person and the others, filled up with people of the demo. Each one's id is the Entra object id, as the bot addresses people. */
function describePeople({ as, others }: Pick<PlaygroundOptions, 'as' | 'others'>): unknown {
  const describe = ({ aadObjectId, name, address }: Shown) => ({
    id: aadObjectId,
    aadObjectId,
    name,
    userPrincipleName: address,
    email: address,
    givenName: name.split(' ')[0],
    surname: name.split(' ').slice(1).join(' '),
  });
  const everybody = new Map<string, Shown>(
    [...others, ...Object.values(demoPeople), stranger].map((one) => [one.aadObjectId, one]),
  );
  everybody.delete(as.aadObjectId);
  return {
    version: '0.1.1',
    tenantId,
    bot: { id: 'instroom', name: 'Instroom' },
    currentUser: describe(as),
    users: [...everybody.values()].slice(0, otherCount).map(describe),
    personalChat: { id: `personal-${as.personKey}` },
    groupChat: { id: 'group-chat', name: 'Group Chat' },
    team: { id: 'team', name: 'Zonnewende', aadGroupId: 'team', channels: [{ id: 'general', name: 'General' }] },
  };
}

function readPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = '';
    const listen = (chunk: Buffer) => {
      output += chunk.toString();
      const port = /Listening on (\d+)/.exec(output)?.[1];
      if (port !== undefined) resolve(Number(port));
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', (code) => reject(new Error(`the playground ended with ${code}: ${output}`)));
  });
}

/** The playground says that it listens before it has read its settings. */
async function untilReady(child: ChildProcess, url: string): Promise<void> {
  for (const giveUpAt = Date.now() + 20_000; Date.now() < giveUpAt; await sleep(100)) {
    if (child.exitCode !== null) throw new Error('the playground ended: its settings were not accepted');
    const pong = await fetch(`${url}/_debug/ping`).catch(() => null);
    if (pong?.ok) return;
  }
  throw new Error('the playground does not answer');
}
