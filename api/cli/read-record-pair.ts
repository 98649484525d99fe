import { InstroomError } from '../../models/errors.ts';
import type { RecordPair, RecordRef } from '../../models/same-people.ts';

/**
 * `SOURCE/KEY=SOURCE/KEY`, as notes and lists have it. Keys of an HR system may hold equals signs and slashes, names of sources do not: what
 * follows an equals sign and is the name of a source with a slash begins the second record.
 * @throws InstroomError `configuration` for what is no pair
 */
export function readRecordPair(text: string, sourceIds: readonly string[]): RecordPair {
  for (let at = text.indexOf('='); at >= 0; at = text.indexOf('=', at + 1)) {
    const [left, right] = [readRecord(text.slice(0, at), sourceIds), readRecord(text.slice(at + 1), sourceIds)];
    if (left !== null && right !== null) return { left, right };
  }
  throw new InstroomError('configuration', `“${text}” is not a pair of records.`, {
    advice: `Write it as SOURCE/KEY=SOURCE/KEY; the sources are ${sourceIds.join(', ')}.`,
  });
}

function readRecord(text: string, sourceIds: readonly string[]): RecordRef | null {
  const sourceId = sourceIds.find((id) => text.startsWith(`${id}/`));
  const recordKey = sourceId === undefined ? '' : text.slice(sourceId.length + 1);
  return sourceId === undefined || recordKey === '' ? null : { sourceId, recordKey };
}
