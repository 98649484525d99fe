import { deliveryTexts } from '../models/texts/delivery-texts.ts';
import { badgeFor, type Reader } from './reader.ts';
import { shortenLine } from './run-lines.ts';
import { type Card, fillSheet } from './sheet.ts';

/**
 * For a deputy or IT: somebody could not be told about something.
 * @param about - a subject such as `request:12`, or empty
 * @param why - a key of the reasons, such as `blocked`
 */
export function unreachableCard(
  missed: { name: string; about: string; why: string; isDeputy: boolean },
  reader: Reader,
): Card {
  const texts = deliveryTexts(reader.language);
  const requestId = /^request:(.+)$/.exec(missed.about)?.[1];
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: texts.unreachableTitle(shortenLine(missed.name)),
    intro: texts.unreachableIntro(missed.isDeputy),
    facts: [
      { title: texts.about, value: requestId === undefined ? texts.otherNews : texts.request(requestId) },
      { title: texts.why, value: texts.reasons[missed.why] ?? missed.why },
    ],
    sections: [],
  });
}
