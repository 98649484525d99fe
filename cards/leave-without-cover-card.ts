import type { LeaveWithoutCover } from '../models/news.ts';
import { formTexts } from '../models/texts/form-texts.ts';
import { verbs } from './card-actions.ts';
import { button } from './form-parts.ts';
import { badgeFor, type Reader, showDate } from './reader.ts';
import { shortenLine } from './run-lines.ts';
import { type Card, fillSheet } from './sheet.ts';

const shownOwned = 10;

/** For a manager: somebody will be away by HR and nobody covers, with a button that starts the replacement. */
export function leaveWithoutCoverCard(leave: LeaveWithoutCover, reader: Reader): Card {
  const texts = formTexts(reader.language);
  const name = shortenLine(leave.name);
  const end = leave.endsOn === null ? null : showDate(leave.endsOn, reader);
  const owned = leave.soleOwnerOf.slice(0, shownOwned).map((one) => `• ${shortenLine(one)}`);
  const more = leave.soleOwnerOf.length - owned.length;
  const lines = more > 0 ? [...owned, texts.more(more)] : owned;
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: texts.leaveTitle(name),
    intro: texts.leaveIntro(name, showDate(leave.startsOn, reader), end),
    facts: [],
    sections: lines.length === 0 ? [] : [{ heading: texts.soleOwner(name), lines }],
    actions: [button(texts.arrangeFor(name), verbs.startReplacement, { absentKey: leave.personKey }, 'positive')],
  });
}
