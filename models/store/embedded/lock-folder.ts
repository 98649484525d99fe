import { randomUUID } from 'node:crypto';
import { link, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Locks are numbered files (`holder.1`, `holder.2`, ...) of which the highest counts. A dead one is never taken away but
 * followed: linking the next number succeeds for one process only, and whoever comes late sees that it is not the
 * highest any more. Thus nobody can remove, out of date, a lock that another process has just taken.
 */
const lockName = /^holder\.(\d+)$/;

interface Holder {
  pid: number;
  /** Tells a process from a later one with the same number; empty where the system does not say. */
  mark: string;
  released: boolean;
}
export type FolderLock = { held: true; release(): Promise<void> } | { held: false; pid: number };

/** When a process began, from /proc (field 22 of stat, in ticks since the system started) and the system's own start. */
async function readStartMark(pid: number): Promise<string> {
  try {
    const [stat, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    ]);
    const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return `${boot.trim()}:${afterName[19]}`;
  } catch {
    return '';
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function isAlive({ pid, mark, released }: Holder): Promise<boolean> {
  return !released && isRunning(pid) && (await readStartMark(pid)) === mark;
}

async function highestLock(folder: string): Promise<number> {
  const names = await readdir(folder);
  return Math.max(0, ...names.map((name) => Number(lockName.exec(name)?.[1] ?? 0)));
}

async function readHolder(folder: string, number: number): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path.join(folder, `holder.${number}`), 'utf8')) as Holder;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw cause;
  }
}

/** Puts a whole file in place at once: by `link` where there must be none yet, by `rename` over one that is there. */
async function place(folder: string, name: string, options: { holder: Holder; put: typeof link }): Promise<void> {
  const draft = path.join(folder, `draft.${randomUUID()}`);
  await writeFile(draft, JSON.stringify(options.holder), { mode: 0o600 });
  try {
    await options.put(draft, path.join(folder, name));
  } finally {
    await rm(draft, { force: true });
  }
}

async function removeBelow(folder: string, number: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const other = Number(lockName.exec(name)?.[1] ?? number);
    if (other < number) await rm(path.join(folder, name), { force: true });
  }
}

async function tryLock(folder: string, answers: () => Promise<boolean>): Promise<FolderLock | undefined> {
  const highest = await highestLock(folder);
  const other = highest > 0 ? await readHolder(folder, highest) : undefined;
  if (highest > 0 && !other) return undefined;
  if (other && ((await isAlive(other)) || (await answers()))) return { held: false, pid: other.pid };
  const own = `holder.${highest + 1}`;
  const holder = { pid: process.pid, mark: await readStartMark(process.pid), released: false };
  try {
    await place(folder, own, { holder, put: link });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw cause;
  }
  if ((await highestLock(folder)) !== highest + 1) {
    await rm(path.join(folder, own), { force: true });
    return undefined;
  }
  await removeBelow(folder, highest + 1);
  const release = (): Promise<void> => place(folder, own, { holder: { ...holder, released: true }, put: rename });
  return { held: true, release };
}

/**
 * Takes the folder for this process, or says which process has it. A lock counts while its process runs, or while
 * `answers` says that its socket does (its process may be in another container).
 */
export async function lockFolder(folder: string, answers: () => Promise<boolean>): Promise<FolderLock> {
  for (;;) {
    const lock = await tryLock(folder, answers);
    if (lock) return lock;
  }
}
