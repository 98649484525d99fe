import path from 'node:path';
import { InstroomError } from '../../../models/errors.ts';
import { type CsvSource, isPattern } from '../../../models/sources/csv-source.ts';
import { isUnfinishedFile } from '../../../models/unfinished-file.ts';
import { unreadable } from '../unreadable.ts';
import { type FileLook, notThere, type Place } from './places/place.ts';

/** A file that was delivered whole, as far as its name and its marker tell. */
interface Delivery {
  path: string;
  name: string;
  look: FileLook;
}

/**
 * The path of the file to read: the one that `file` names, or the newest delivery that its pattern fits. Files that are still being
 * written by their names (`.tmp`, `.part`, `.filepart`, hidden, `~$`) never count; with `marker` a delivery counts once its marker
 * lies beside it and is not older. Newest is what was written last, of two at once the later by name; with `newest: name` what comes
 * last by name, where 10 comes after 9.
 * Throws InstroomError: `hr-busy` while nothing is whole yet, `hr-unreadable` when there is no delivery.
 */
export async function chooseDelivery(source: CsvSource, place: Place): Promise<string> {
  const { file = '', marker } = source;
  const { paths } = place;
  if (!isPattern(file)) {
    if (marker !== undefined) await requireMarker({ file, marker }, place);
    return file;
  }
  const [folder, pattern] = [paths.dirname(file), paths.basename(file)];
  const names = await place.list(folder);
  const there = new Set(names);
  const fitting = names.filter((name) => fits(name, pattern) && !isUnfinishedFile(name) && !isMarker(name, marker));
  const found: Delivery[] = [];
  const waiting: string[] = [];
  for (const name of fitting) {
    const at = paths.join(folder, name);
    const look = await place.look(at);
    if (look === null || !look.isFile) continue;
    const isMarked = marker === undefined || (await hasMarker({ at, look, marker, there }, place));
    if (isMarked) found.push({ path: at, name, look });
    else waiting.push(at);
  }
  const newest = found.sort(source.newest === 'name' ? byName : byTime).at(-1);
  if (newest !== undefined) return newest.path;
  if (waiting[0] !== undefined && marker !== undefined) throw unmarked(place.nameOf(waiting[0]), marker);
  throw unreadable(
    `${place.nameOf(folder)} holds no delivery called ${pattern}.`,
    names.some(isUnfinishedFile)
      ? 'What is there is still being written, by its name: rename it when it is whole.'
      : 'Put the file there, or correct the pattern of the source.',
  );
}

const collator = new Intl.Collator('en', { numeric: true });
const byName = (one: Delivery, other: Delivery): number => collator.compare(one.name, other.name);
const byTime = (one: Delivery, other: Delivery): number =>
  one.look.modifiedAtMs - other.look.modifiedAtMs || byName(one, other);

/** Without regard to case, as on Windows and as people write `.CSV`. */
function fits(name: string, pattern: string): boolean {
  const source = [...pattern.replace(/\*+/g, '*')].map((sign) => {
    if (sign === '*') return '.*';
    return sign === '?' ? '.' : sign.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
  });
  return new RegExp(`^${source.join('')}$`, 'is').test(name);
}

const isMarker = (name: string, marker: string | undefined): boolean =>
  marker !== undefined && name.toLowerCase().endsWith(marker.toLowerCase());

/** `people.csv.done`, or `people.done`. */
const markersOf = (file: string, marker: string): string[] => [
  `${file}${marker}`,
  `${file.slice(0, file.length - path.extname(file).length)}${marker}`,
];

/** A marker that is older than its file was left by the delivery before: servers and shares keep whole seconds. */
async function hasMarker(
  { at, look, marker, there }: { at: string; look: FileLook; marker: string; there?: ReadonlySet<string> },
  place: Place,
): Promise<boolean> {
  for (const beside of markersOf(at, marker)) {
    if (there !== undefined && !there.has(path.basename(beside))) continue;
    const mark = await place.look(beside);
    if (mark?.isFile && mark.modifiedAtMs >= Math.floor(look.modifiedAtMs / 1000) * 1000) return true;
  }
  return false;
}

async function requireMarker({ file, marker }: { file: string; marker: string }, place: Place): Promise<void> {
  const look = await place.look(file);
  if (look === null) throw notThere(place.nameOf(file));
  if (!(await hasMarker({ at: file, look, marker }, place))) throw unmarked(place.nameOf(file), marker);
}

function unmarked(name: string, marker: string): InstroomError {
  return new InstroomError(
    'hr-busy',
    `${name} waits for its marker: ${path.basename(name)}${marker} is not there yet.`,
    {
      retryable: true,
      advice:
        'Write an empty file of that name beside it once the delivery is whole, or take marker out of the source.',
    },
  );
}
