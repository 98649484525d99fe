import type { Request, Subject } from '../../models/request.ts';
import { type RequestTexts, requestTexts } from '../../models/texts/request-texts.ts';
import { type Reader, showDate } from '../reader.ts';
import { shortenLine } from '../run-lines.ts';
import type { Sheet } from '../sheet.ts';

/** What a request is about, in words that are ready for a card. */
export interface SubjectWords {
  title: string;
  facts: Sheet['facts'];
  /** What would happen after a yes. */
  effect: readonly string[];
  /** What somebody who decides should know besides. */
  known: readonly string[];
}

/** What it takes to put one kind of request into words. `items` are the titles of the items that this part is about, escaped. */
export interface Wording<Kind extends Subject['kind']> {
  subject: Extract<Subject, { kind: Kind }>;
  request: Request;
  /** Who gains or is concerned, escaped. */
  name: string;
  items: readonly string[];
  texts: RequestTexts;
  reader: Reader;
}

/** Who gains by a request or is concerned by it, escaped; who asked where nobody is. */
export function nameOf(request: Request): string {
  return shortenLine(request.forName ?? request.askedBy.name);
}

/** Titles of what is asked for, escaped; of these keys only, unless there are none. */
export function itemTitles(subject: Subject, keys: readonly string[]): string[] {
  const items = itemsOf(subject);
  const some = keys.length === 0 ? items : items.filter((item) => keys.includes(item.key));
  return some.map((item) => shortenLine(item.title));
}

function itemsOf(subject: Subject) {
  if (subject.kind === 'exception') return [subject.item];
  return subject.kind === 'replacement' || subject.kind === 'extension' ? subject.items : [];
}

export function showPeriod(period: { startsOn: string; endsOn: string }, reader: Reader): string {
  return requestTexts(reader.language).fromTo(showDate(period.startsOn, reader), showDate(period.endsOn, reader));
}
