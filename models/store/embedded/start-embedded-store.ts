import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, link, lstat, mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
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

async function reach(socketPath: string): Promise<Socket | undefined> {
  const socket = connect(socketPath);
  try {
    await once(socket, 'connect');
    return socket;
  } catch {
    return undefined;
  }
}

async function answers(socketPath: string): Promise<boolean> {
  const socket = await reach(socketPath);
  socket?.destroy();
  return socket !== undefined;
}

/** An error in the worker that nobody awaits ends the process: a product without its store must not go on. */
async function startWorker(folder: string, socketPath: string): Promise<Worker> {
  const begin = new URL('./begin-worker.mjs', import.meta.url);
  const worker = new Worker(begin, { execArgv: [], workerData: { folder, socketPath } });
  await once(worker, 'message'); // rejects with the worker's error
  return worker;
}

/** Waits until the process that has the folder answers; gives the connection to it, or the lock once it is free. */
async function reachHolder(folder: string, socketPath: string): Promise<Socket | FolderLock> {
  let holder = 0;
  for (const until = Date.now() + patienceMs; Date.now() < until; await wait(50)) {
    const socket = await reach(socketPath);
    if (socket) return socket;
    const lock = await lockFolder(folder, () => answers(socketPath));
    if (lock.held) return lock;
    holder = lock.pid;
  }
  throw new Error(`Process ${holder} holds the store in ${folder} but does not answer. Stop it, or set MONGODB_URI.`);
}

/** What this process is for the folder: the one that serves it, or one that waits behind another. */
interface Part {
  serves: boolean;
  leave(): Promise<void>;
}

async function serve(folder: string, socketPath: string, release: () => Promise<void>): Promise<Part> {
  let worker: Worker;
  try {
    worker = await startWorker(folder, socketPath);
  } catch (cause) {
    await release();
    throw cause;
  }
  const leave = async (): Promise<void> => {
    const ended = once(worker, 'exit');
    worker.postMessage('close');
    await ended;
    await release();
  };
  return { serves: true, leave };
}

/** When the serving process ends, one of those behind it serves on under the same address. */
function waitBehind(socket: Socket, takePart: () => Promise<Part>): Part {
  let next: Promise<Part> | undefined;
  const onClose = (): void => {
    next = takePart();
  };
  socket.unref().on('error', () => socket.destroy());
  socket.on('close', onClose);
  const leave = async (): Promise<void> => {
    socket.off('close', onClose).destroy();
    await (await next)?.leave();
  };
  return { serves: false, leave };
}

async function takePart(folder: string, socketPath: string): Promise<Part> {
  const lock = await lockFolder(folder, () => answers(socketPath));
  const joined = lock.held ? lock : await reachHolder(folder, socketPath);
  if ('held' in joined) {
    return joined.held ? serve(folder, socketPath, joined.release) : takePart(folder, socketPath);
  }
  return waitBehind(joined, () => takePart(folder, socketPath));
}

/**
 * Starts the durable store of a machine without MongoDB: a MongoDB-compatible server in a worker thread over files in
 * `folder`, which is made if it is missing and is readable by this user only. One process serves a folder; the others
 * use the same server as clients (`shared`), and one of them goes on serving when it ends. Throws where the folder
 * cannot be used, where its holder does not answer, and on Windows.
 */
export async function startEmbeddedStore({ folder }: { folder: string }): Promise<EmbeddedStore> {
  if (process.platform === 'win32') {
    throw new Error('The embedded store needs Unix sockets and does not run on Windows. Set MONGODB_URI instead.');
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const place = await realpath(folder);
  const socketPath = await findSocketPath(place);
  const part = await takePart(place, socketPath);
  const uri = `mongodb://${encodeURIComponent(socketPath)}/instroom`;
  return { uri, shared: !part.serves, close: part.leave };
}
