import { deliveryTexts } from '../models/texts/delivery-texts.ts';
import { noticeCard } from './notice-card.ts';
import type { Reader } from './reader.ts';
import { shorten } from './run-lines.ts';
import type { Card } from './sheet.ts';

/** For IT: a changed policy cannot be used, and the one in force stays. */
export function policyBrokenCard(problem: string, reader: Reader): Card {
  const texts = deliveryTexts(reader.language);
  const facts = [{ title: texts.toMend, value: shorten(problem) }];
  return noticeCard({ title: texts.policyBrokenTitle, intro: texts.policyBrokenIntro, facts }, reader);
}
