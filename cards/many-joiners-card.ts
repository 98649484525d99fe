import type { JoinerDigest } from '../models/joiner.ts';
import { joinerTexts } from '../models/texts/joiner-texts.ts';
import { badgeFor, type Reader, showDate, textsFor } from './reader.ts';
import { shortenLine } from './run-lines.ts';
import { type Card, fillSheet } from './sheet.ts';

const mostLines = 25;

/** For HR: many joiners at once, with those who lack something. */
export function manyJoinersCard(digest: JoinerDigest, reader: Reader): Card {
  const texts = joinerTexts(reader.language);
  const { ready, preparing, lackingCount } = digest;
  const shown = digest.lacking
    .slice(0, mostLines)
    .map(({ name, startsOn, missing }) => texts.manyLine(shortenLine(name), showDate(startsOn, reader), missing));
  const more = lackingCount - shown.length;
  const lines = [...shown.map((line) => `- ${line}`), ...(more > 0 ? [textsFor(reader).andMore(more)] : [])];
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: texts.manyTitle(ready + preparing + lackingCount, showDate(digest.startsUntil, reader)),
    intro: texts.manyIntro,
    facts: [
      { title: texts.manyReady, value: String(ready) },
      { title: texts.manyPreparing, value: String(preparing) },
      { title: texts.manyLacking, value: String(lackingCount) },
    ],
    sections: lines.length === 0 ? [] : [{ heading: texts.manyLacking, lines }],
  });
}
