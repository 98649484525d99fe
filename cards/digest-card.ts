import { deliveryTexts } from '../models/texts/delivery-texts.ts';
import { badgeFor, type Reader, textsFor } from './reader.ts';
import { type Card, fillSheet } from './sheet.ts';

const shownLines = 25;
const longestLine = 200;

/** Many cards that came at once, as one: what each of them says first. */
export function digestCard(cards: readonly Card[], reader: Reader): Card {
  const texts = deliveryTexts(reader.language);
  const lines = cards.slice(0, shownLines).map((card) => lineOf(card, reader));
  const more = cards.length - lines.length;
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: texts.digestTitle(cards.length),
    intro: texts.digestIntro,
    facts: [],
    sections: [{ heading: texts.digestHeading, lines: more > 0 ? [...lines, textsFor(reader).andMore(more)] : lines }],
  });
}

/** The title of a card is final text already, so it is only cut. */
function lineOf(card: Card, reader: Reader): string {
  const title = typeof card.fallbackText === 'string' ? card.fallbackText : deliveryTexts(reader.language).otherNews;
  return title.length <= longestLine ? title : `${title.slice(0, longestLine - 1).replace(/\\$/, '')}…`;
}
