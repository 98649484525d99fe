import type { BigIntStats } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { InstroomError } from '../../../models/errors.ts';
import type { Clock } from '../../../models/ports.ts';
import { unreadable } from '../unreadable.ts';

/** One file as it was at one moment. */
export interface WholeFile {
  name: string;
  path: string;
  bytes: Buffer;
  modifiedAtMs: number;
}

/** A file to read; null comes back for an optional one that is not there. */
export interface WantedFile {
  path: string;
  optional?: boolean;
}

const recentMs = 2_000;
const mostBytes = 300_000_000n;

/**
 * Reads several files as one state: none of them may change from shortly before the first is read until after the last is.
 * Files that were written in the last two seconds are first watched for `settleMs`.
 * Throws InstroomError: `hr-busy` (retryable) when a file is being written, `hr-unreadable` when one is missing or closed to us.
 */
export async function readWholeFiles(
  wanted: readonly WantedFile[],
  ask: { clock: Clock; settleMs: number },
): Promise<(WholeFile | null)[]> {
  let before = await lookAt(wanted);
  if (before.some((stats) => stats !== null && isRecent(stats, ask.clock))) {
    await wait(ask.settleMs);
    before = refuseChanges(wanted, before, await lookAgain(wanted));
  }
  const files = await Promise.all(wanted.map((file, index) => readOne(file.path, before[index] ?? null)));
  refuseChanges(wanted, before, await lookAgain(wanted));
  return files;
}

/** A modification time in the future (a clock that runs ahead on a file share) counts as recent. */
const isRecent = (stats: BigIntStats, clock: Clock): boolean =>
  Number(stats.mtimeMs) > clock.now().getTime() - recentMs;

/** One after another, so that the first of several missing files is the one that is named. */
async function lookAt(wanted: readonly WantedFile[]): Promise<(BigIntStats | null)[]> {
  const seen: (BigIntStats | null)[] = [];
  for (const file of wanted) seen.push(await lookAtOne(file));
  return seen;
}

async function lookAtOne(file: WantedFile): Promise<BigIntStats | null> {
  const stats = await stat(file.path, { bigint: true }).catch((error) => {
    if (file.optional && error.code === 'ENOENT') return null;
    throw explainAccess(error, file.path);
  });
  if (stats === null) return null;
  if (!stats.isFile()) throw unreadable(`${file.path} is not a file.`, 'Name a CSV file, or a folder with folder:.');
  if (stats.size > mostBytes) {
    throw unreadable(`${file.path} is larger than 300 MB.`, 'Split it into several sources.');
  }
  return stats;
}

/** A file that was there a moment ago and is not now is being replaced. */
const lookAgain = (wanted: readonly WantedFile[]): Promise<(BigIntStats | null)[]> =>
  lookAt(wanted.map((file) => ({ ...file, optional: true })));

function refuseChanges(
  wanted: readonly WantedFile[],
  before: readonly (BigIntStats | null)[],
  after: (BigIntStats | null)[],
): (BigIntStats | null)[] {
  const changed = wanted.find((_, index) => fingerprint(before[index]) !== fingerprint(after[index]));
  if (changed !== undefined) throw busy(changed.path);
  return after;
}

const fingerprint = (stats: BigIntStats | null | undefined): string =>
  stats ? `${stats.ino} ${stats.size} ${stats.mtimeNs}` : 'absent';

async function readOne(filePath: string, stats: BigIntStats | null): Promise<WholeFile | null> {
  if (stats === null) return null;
  const bytes = await readFile(filePath).catch((error) => {
    throw error.code === 'ENOENT' ? busy(filePath) : explainAccess(error, filePath);
  });
  if (BigInt(bytes.length) !== stats.size) throw busy(filePath);
  return { name: path.basename(filePath), path: filePath, bytes, modifiedAtMs: Number(stats.mtimeMs) };
}

function busy(filePath: string): InstroomError {
  return new InstroomError('hr-busy', `${filePath} is being written right now.`, {
    retryable: true,
    advice: 'It is read again later. Write it under another name and rename it when it is whole.',
  });
}

function explainAccess(error: NodeJS.ErrnoException, filePath: string): InstroomError {
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return unreadable(`${filePath} is not there.`, 'Put the file there, or correct the path of the source.', error);
    case 'EACCES':
    case 'EPERM':
      return unreadable(
        `${filePath} may not be read.`,
        'Give the account that Instroom runs under read access.',
        error,
      );
    case 'EBUSY':
      return busy(filePath);
    default:
      return unreadable(`${filePath} cannot be read: ${error.message}.`, 'Check the disk or file share.', error);
  }
}
