import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The server as a process of its own. */
export interface Main {
  child: ChildProcess;
  url: string;
  /** Where its own sandbox listens; null when it was given a directory. */
  sandboxUrl: string | null;
  /** Ends it, gently or not, and waits until it is gone. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** @throws Error with what it printed when it ends before it listens */
export async function startMain(env: Readonly<Record<string, string>>): Promise<Main> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'api/main.ts'], {
    cwd: root,
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    child,
    ...(await readAddresses(child)),
    end: (signal) => {
      child.kill(signal);
      return gone;
    },
  };
}

function readAddresses(child: ChildProcess): Promise<Pick<Main, 'url' | 'sandboxUrl'>> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const url = /API and bot\s+(\S+)/.exec(output)?.[1];
      const sandboxUrl = /the sandbox: (\S+)/.exec(output)?.[1] ?? null;
      if (url !== undefined && /\n$/.test(output)) resolve({ url, sandboxUrl });
    });
    child.once('exit', (code) => reject(new Error(`the product ended with ${code}: ${output}`)));
  });
}
