import type { Request } from '../models/request.ts';
import { wordRemark } from '../models/texts/remark-texts.ts';
import { requestTexts } from '../models/texts/request-texts.ts';
import { badgeFor, type Reader, showInstant } from './reader.ts';
import { describeSubject } from './request/describe-subject.ts';
import { cutList, progressLines } from './request/progress-lines.ts';
import { requestActions } from './request/request-actions.ts';
import { statusBand } from './request/status-band.ts';
import { itemTitles, nameOf } from './request/subject-words.ts';
import { partOf, type Viewer, type ViewerPart } from './request/viewer-part.ts';
import { shorten, shortenLine } from './run-lines.ts';
import { type Card, fillSheet, type Sheet } from './sheet.ts';

const shownItems = 6;

/**
 * A request as it is now, for one person: what is asked and why, what would happen, and what they can do about it. Approvers see why they
 * are asked, who asked sees how far it is. Once it is over every copy says who decided what and when, and has no buttons.
 * @param viewer - by whose Entra object id the part in it is found; whether a press counts is judged again when it comes
 * @param notice - plain words to show above, such as why a press did nothing; written by us, not by people
 */
export function requestCard(request: Request, viewer: Viewer, reader: Reader, notice = ''): Card {
  const texts = requestTexts(reader.language);
  const part = partOf(request, viewer);
  const words = describeSubject(request, part.kind === 'approver' ? part.track.items : [], reader);
  const isOver = request.state !== 'open';
  const progress = progressLines(request, { onlyGiven: part.kind === 'approver' || isOver }, reader);
  const outcome = request.outcome === null ? [] : [shorten(wordRemark(request.outcome, reader.language))];
  return fillSheet({
    language: reader.language,
    badge: [badgeFor(reader), texts.requestNumber(shortenLine(request.id))].filter((line) => line !== '').join(' · '),
    title: words.title,
    status: statusBand(request, part, reader),
    intro: notice,
    facts: [...words.facts, ...askedFacts(request, reader)],
    sections: [
      { heading: texts.problem, lines: request.state === 'failed' ? outcome : [] },
      { heading: texts.known, lines: [...words.known, ...(request.state === 'failed' ? [] : outcome)] },
      { heading: isOver ? texts.wasAsked : texts.effect, lines: words.effect },
      { heading: texts.whyAsked, lines: whyLines(request, part, reader) },
      { heading: isOver || part.kind === 'approver' ? texts.decisions : texts.progress, lines: progress },
    ].filter((section) => section.lines.length > 0),
    ...requestActions(request, part, reader),
  });
}

function askedFacts(request: Request, reader: Reader): Sheet['facts'] {
  const texts = requestTexts(reader.language);
  const asked = texts.byAt(shortenLine(request.askedBy.name), showInstant(request.askedAt, reader));
  return [
    { title: texts.askedBy, value: asked },
    ...(request.reason === '' ? [] : [{ title: texts.reason, value: shorten(request.reason) }]),
  ];
}

function whyLines(request: Request, part: ViewerPart, reader: Reader): string[] {
  const texts = requestTexts(reader.language);
  if (part.kind !== 'approver') return [];
  const { approver, track, number, count } = part;
  const titles = itemTitles(request.subject, track.items);
  const subject = request.subject.kind === 'replacement' ? shortenLine(request.subject.absentName) : nameOf(request);
  return [
    ...(request.isUrgent ? [texts.urgent] : []),
    approver.for === null
      ? texts.because[approver.because](subject, cutList(titles, shownItems, texts))
      : texts.insteadOf[approver.for.why](shortenLine(approver.for.name)),
    ...(count > 1 ? [texts.partOf(number, count)] : []),
  ];
}
