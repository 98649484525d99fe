import type { SourceEnding } from '../models/hr-connector.ts';
import { sourceEndingTexts } from '../models/texts/source-ending-texts.ts';
import { noticeCard } from './notice-card.ts';
import { type Reader, showDate } from './reader.ts';
import { shortenLine } from './run-lines.ts';
import type { Card } from './sheet.ts';

/** For IT: a token or consent with which HR is read ends before long. */
export function sourceEndingCard(
  { sourceId, what, endsOn, daysLeft }: SourceEnding & { sourceId: string; daysLeft: number },
  reader: Reader,
): Card {
  const texts = sourceEndingTexts(reader.language);
  const source = shortenLine(sourceId);
  const facts = [
    { title: texts.source, value: source },
    { title: texts.endsOn, value: showDate(endsOn, reader) },
  ];
  return noticeCard(
    { title: texts.endingTitle(what, daysLeft), intro: texts.endingIntro(what, source), facts },
    reader,
  );
}

/** What becomes of such a card once it is seen to. */
export function sourceGoesOnCard(
  { sourceId, what }: { sourceId: string } & Pick<SourceEnding, 'what'>,
  reader: Reader,
): Card {
  const texts = sourceEndingTexts(reader.language);
  const facts = [{ title: texts.source, value: shortenLine(sourceId) }];
  return noticeCard({ title: texts.goesOnTitle[what], intro: '', facts }, reader);
}
