import { deliveryTexts } from '../models/texts/delivery-texts.ts';
import { noticeCard } from './notice-card.ts';
import type { Reader } from './reader.ts';
import type { Card } from './sheet.ts';

/** A card that Teams finds too large, as what it says first and where the rest is to be found. */
export function shortenedCard(card: Card, reader: Reader): Card {
  const texts = deliveryTexts(reader.language);
  const title = typeof card.fallbackText === 'string' ? card.fallbackText : texts.otherNews;
  return noticeCard({ title, intro: texts.tooLarge }, reader);
}
