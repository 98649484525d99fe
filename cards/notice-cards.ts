import type { JoinerReadiness } from '../models/news.ts';
import { deliveryTexts } from '../models/texts/delivery-texts.ts';
import { badgeFor, type Reader, showDate, textsFor } from './reader.ts';
import { nameList, shortenLine } from './run-lines.ts';
import { type Card, fillSheet, type Sheet } from './sheet.ts';

function notice(reader: Reader, sheet: Pick<Sheet, 'title' | 'facts'> & { intro?: string }): Card {
  return fillSheet({ intro: '', sections: [], ...sheet, language: reader.language, badge: badgeFor(reader) });
}

/** For HR: what a joiner still needs. */
export function readinessCard(joiner: JoinerReadiness, reader: Reader): Card {
  const texts = deliveryTexts(reader.language);
  const name = shortenLine(joiner.name);
  if (joiner.change === 'withdrawn') return notice(reader, { title: texts.withdrawnTitle(name), facts: [] });
  const missing = joiner.missing.length === 0 ? texts.complete : nameList(joiner.missing, reader);
  const title = texts.readinessTitle(name, showDate(joiner.startsOn, reader));
  return notice(reader, { title, facts: [{ title: texts.missing, value: missing }] });
}

/** For a manager, on the day that somebody starts. */
export function firstDayCard(joiner: { name: string; userPrincipalName: string }, reader: Reader): Card {
  const facts = [{ title: textsFor(reader).account, value: shortenLine(joiner.userPrincipalName) }];
  return notice(reader, { title: deliveryTexts(reader.language).firstDayTitle(shortenLine(joiner.name)), facts });
}
