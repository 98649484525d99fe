import type { Part, Release } from '../models/run.ts';
import { requestTexts } from '../models/texts/request-texts.ts';
import { type Reader, textsFor } from './reader.ts';

/** Which part of a run was let go or may go, in words such as “only disable accounts”; null is the whole run. */
export function describeRelease(release: Release | null, reader: Reader): string {
  const texts = requestTexts(reader.language);
  const describePart = (part: Part): string =>
    [
      ...(part.kinds ?? []).map((kind) => textsFor(reader).kinds[kind].toLowerCase()),
      ...(part.people === undefined ? [] : [texts.peopleCount(part.people.length)]),
      ...(part.operations === undefined ? [] : [texts.changesCount(part.operations.length)]),
    ].join(', ');
  if (release === null || (release.only === undefined && release.except === undefined)) return texts.wholeRun;
  return [
    ...(release.only === undefined ? [] : [texts.only(describePart(release.only))]),
    ...(release.except === undefined ? [] : [texts.except(describePart(release.except))]),
  ].join(', ');
}
