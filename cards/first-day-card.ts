import type { AccessPass, FirstDay } from '../models/joiner.ts';
import { joinerTexts } from '../models/texts/joiner-texts.ts';
import { verbs } from './card-actions.ts';
import { escapeText } from './escape-text.ts';
import { badgeFor, type Reader, showInstant } from './reader.ts';
import { shortenLine } from './run-lines.ts';
import { type Card, fillSheet, type Sheet } from './sheet.ts';

/**
 * For a manager, on the day that somebody starts.
 * @param pass - only in the answer to whoever revealed it: such a card is never sent, kept or written down
 * @param notice - why nothing was done, on top
 */
export function firstDayCard(
  firstDay: FirstDay,
  reader: Reader,
  { pass = null, notice = '' }: { pass?: AccessPass | null; notice?: string } = {},
): Card {
  const texts = joinerTexts(reader.language);
  const name = shortenLine(firstDay.name);
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: texts.firstDayTitle(name),
    ...(notice === '' ? {} : { status: { text: notice, tone: 'warning' as const } }),
    intro: texts.firstDayIntro(name),
    facts: [
      { title: texts.account, value: shortenLine(firstDay.userPrincipalName) },
      { title: texts.verified, value: showInstant(firstDay.verifiedAt, reader) },
    ],
    sections: sectionsOf(firstDay, pass, reader),
    ...(firstDay.pass?.kind === 'offered'
      ? {
          actions: [
            {
              type: 'Action.Execute',
              title: texts.revealPass,
              verb: verbs.revealPass,
              data: { personKey: firstDay.personKey },
            },
          ],
        }
      : {}),
  });
}

function sectionsOf(firstDay: FirstDay, pass: AccessPass | null, reader: Reader): Sheet['sections'] {
  const texts = joinerTexts(reader.language);
  const heading = texts.passHeading;
  if (pass !== null) {
    const until = texts.passUntil(showInstant(pass.endsAt, reader));
    const lines = [`**${escapeText(pass.code)}**`, ...(pass.usableOnce ? [texts.passOnce] : []), until, texts.passHelp];
    return [{ heading, lines }];
  }
  if (firstDay.pass === null) return [];
  if (firstDay.pass.kind === 'offered') return [{ heading, lines: [texts.passOffer(shortenLine(firstDay.name))] }];
  const { by, at } = firstDay.pass;
  const revealed = by === '' ? [] : [texts.revealedBy(shortenLine(by), showInstant(at, reader))];
  return [{ heading, lines: [...revealed, texts.passLost] }];
}
