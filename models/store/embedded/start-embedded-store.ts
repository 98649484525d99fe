import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, link, lstat, mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { type FolderLock, lockFolder } from './lock-folder.ts';

export interface EmbeddedStore {
  /** For mongoose or the driver. */
  uri: string;
  /** Another process served the folder when this one came. */
  shared: boolean;
  close(): Promise<void>;
}

const longestSocketPath = 100; // systems take 104 to 108 bytes
const patienceMs = 10_000;

async function isOurs(folder: string): Promise<boolean> {
  try {
    const entry = await lstat(folder);
    return entry.isDirectory() && entry.uid === process.getuid?.() && (entry.mode & 0o077) === 0;
  } catch {
    return false;
  }
}

/** Where the folder's socket is: in the folder, or where that path is too long, in a directory noted in the folder. */
async function findSocketPath(folder: string): Promise<string> {
  const inside = path.join(folder, 'store.sock');
  if (Buffer.byteLength(inside) <= longestSocketPath) return inside;
  const note = path.join(folder, 'socket-path');
  const draft = `${note}.${randomUUID()}`;
  await writeFile(draft, path.join(tmpdir(), `instroom-${randomUUID()}`, 'store.sock'), { mode: 0o600 });
  await link(draft, note).catch(() => undefined); // the first one's counts
  await rm(draft);
  const noted = await readFile(note, 'utf8');
  await mkdir(path.dirname(noted), { mode: 0o700 }).catch(() => undefined); // there already, or gone with the last clean-up
  if (await isOurs(path.dirname(noted))) return noted;
  throw new Error(`${path.dirname(noted)} must be a directory of this user alone. Remove it, or remove ${note}.`);
}

async function answers(socketPath: string): Promise<boolean> {
  const socket = connect(socketPath);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** An error in the worker that nobody awaits ends the process: a product without its store must not go on. */
async function startWorker(folder: string, socketPath: string): Promise<Worker> {
  const begin = new URL('./begin-worker.mjs', import.meta.url);
  const worker = new Worker(begin, { execArgv: [], workerData: { folder, socketPath } });
  await once(worker, 'message'); // rejects with the worker's error
  return worker;
}

/** The lock on the folder, or that another process answers for it. A holder that is just starting gets some seconds to answer. */
async function takeFolder(folder: string, socketPath: string): Promise<(FolderLock & { held: true }) | 'served'> {
  let holder = 0;
  for (const until = Date.now() + patienceMs; Date.now() < until; await wait(50)) {
    const lock = await lockFolder(folder, () => answers(socketPath));
    if (lock.held) return lock;
    if (await answers(socketPath)) return 'served';
    holder = lock.pid;
  }
  throw new Error(`Process ${holder} holds the store in ${folder} but does not answer. Stop it, or set MONGODB_URI.`);
}

/**
 * Starts the durable store of a machine without MongoDB: a MongoDB-compatible server in a worker thread over files in
 * `folder`, which is made if it is missing and is readable by this user only. One process serves a folder; the others
 * use the same server as clients (`shared`) as long as it runs. Throws where the folder cannot be used, where its holder does not answer, and on Windows.
 */
export async function startEmbeddedStore({ folder }: { folder: string }): Promise<EmbeddedStore> {
  if (process.platform === 'win32') {
    throw new Error('The embedded store needs Unix sockets and does not run on Windows. Set MONGODB_URI instead.');
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const place = await realpath(folder);
  const socketPath = await findSocketPath(place);
  const uri = `mongodb://${encodeURIComponent(socketPath)}/instroom`;
  const taken = await takeFolder(place, socketPath);
  if (taken === 'served') return { uri, shared: true, close: async () => {} };
  const worker = await startWorker(place, socketPath).catch(async (cause: unknown) => {
    await taken.release();
    throw cause;
  });
  const close = async (): Promise<void> => {
    const ended = once(worker, 'exit');
    worker.postMessage('close');
    await ended;
    await taken.release();
  };
  return { uri, shared: false, close };
}
