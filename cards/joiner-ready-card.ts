import type { JoinerReady } from '../models/news.ts';
import { escapeText } from './escape-text.ts';
import { badgeFor, type Reader, showDate, showInstant, textsFor } from './reader.ts';
import { type Card, fillSheet } from './sheet.ts';

/** For HR: a joiner's account as it was read back from Entra. */
export function joinerReadyCard(joiner: JoinerReady, reader: Reader): Card {
  const texts = textsFor(reader);
  const name = escapeText(joiner.name);
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: texts.joinerTitle(name),
    intro: texts.joinerIntro(name, showDate(joiner.startsOn, reader)),
    facts: [
      { title: texts.account, value: escapeText(joiner.userPrincipalName) },
      { title: texts.state, value: joiner.accountEnabled ? texts.enabled : texts.disabledUntilStart },
      { title: texts.manager, value: joiner.managerName === null ? texts.none : escapeText(joiner.managerName) },
      {
        title: texts.groups,
        value: joiner.groupNames.length === 0 ? texts.none : joiner.groupNames.map(escapeText).join(', '),
      },
      { title: texts.verified, value: showInstant(joiner.verifiedAt, reader) },
    ],
    sections: [],
  });
}
