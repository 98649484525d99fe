import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../../models/ports.ts';
import { unreadable } from '../unreadable.ts';
import { busy, type FileLook, notThere, type Place } from './places/place.ts';

/** One file as it was at one moment. */
export interface WholeFile {
  name: string;
  /** As messages call it: with its folder, and with its server. */
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
const mostBytes = 300_000_000;

/**
 * Reads several files as one state: none of them may change from shortly before the first is read until after the last is.
 * Files that were written in the last two seconds, or with `alwaysSettle` all files, are first watched for `settleMs`.
 * Throws InstroomError: `hr-busy` (retryable) when a file is being written, `hr-unreadable` when one is missing or closed to us.
 */
export async function readWholeFiles(
  wanted: readonly WantedFile[],
  ask: { place: Place; clock: Clock; settleMs: number; alwaysSettle?: boolean },
): Promise<(WholeFile | null)[]> {
  const { place } = ask;
  let before = await lookAt(wanted, place);
  if (ask.alwaysSettle || before.some((look) => look !== null && isRecent(look, ask.clock))) {
    await wait(ask.settleMs);
    before = refuseChanges(wanted, before, { after: await lookAgain(wanted, place), place });
  }
  const files: (WholeFile | null)[] = [];
  for (const [index, file] of wanted.entries()) files.push(await readOne(file.path, before[index] ?? null, place));
  refuseChanges(wanted, before, { after: await lookAgain(wanted, place), place });
  return files;
}

/** A modification time in the future (a clock that runs ahead on a file share) counts as recent. */
const isRecent = (look: FileLook, clock: Clock): boolean => look.modifiedAtMs > clock.now().getTime() - recentMs;

/** One after another, so that the first of several missing files is the one that is named. */
async function lookAt(wanted: readonly WantedFile[], place: Place): Promise<(FileLook | null)[]> {
  const seen: (FileLook | null)[] = [];
  for (const file of wanted) seen.push(await lookAtOne(file, place));
  return seen;
}

async function lookAtOne(file: WantedFile, place: Place): Promise<FileLook | null> {
  const [look, name] = [await place.look(file.path), place.nameOf(file.path)];
  if (look === null && !file.optional) throw notThere(name);
  if (look === null) return null;
  if (!look.isFile) throw unreadable(`${name} is not a file.`, 'Name a CSV or Excel file, or a folder with folder:.');
  if (look.size > mostBytes) throw unreadable(`${name} is larger than 300 MB.`, 'Split it into several sources.');
  return look;
}

/** A file that was there a moment ago and is not now is being replaced. */
const lookAgain = (wanted: readonly WantedFile[], place: Place): Promise<(FileLook | null)[]> =>
  lookAt(
    wanted.map((file) => ({ ...file, optional: true })),
    place,
  );

function refuseChanges(
  wanted: readonly WantedFile[],
  before: readonly (FileLook | null)[],
  { after, place }: { after: (FileLook | null)[]; place: Place },
): (FileLook | null)[] {
  const changed = wanted.find((_, index) => before[index]?.mark !== after[index]?.mark);
  if (changed !== undefined) throw busy(place.nameOf(changed.path));
  return after;
}

async function readOne(filePath: string, look: FileLook | null, place: Place): Promise<WholeFile | null> {
  if (look === null) return null;
  const bytes = await place.read(filePath, look);
  return { name: path.basename(filePath), path: place.nameOf(filePath), bytes, modifiedAtMs: look.modifiedAtMs };
}
