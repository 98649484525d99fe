import type { JoinerReady } from '../models/news.ts';
import { badgeFor, type Reader, showDate, showInstant, textsFor } from './reader.ts';
import { nameList, shortenLine } from './run-lines.ts';
import { type Card, fillSheet } from './sheet.ts';

/** For HR: a joiner's account as it was read back from Entra. */
export function joinerReadyCard(joiner: JoinerReady, reader: Reader): Card {
  const texts = textsFor(reader);
  const name = shortenLine(joiner.name);
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: texts.joinerTitle(name),
    intro: texts.joinerIntro(name, showDate(joiner.startsOn, reader)),
    facts: [
      { title: texts.account, value: shortenLine(joiner.userPrincipalName) },
      { title: texts.state, value: joiner.accountEnabled ? texts.enabled : texts.disabledUntilStart },
      { title: texts.manager, value: joiner.managerName === null ? texts.none : shortenLine(joiner.managerName) },
      { title: texts.groups, value: nameList(joiner.groupNames, reader) },
      { title: texts.verified, value: showInstant(joiner.verifiedAt, reader) },
    ],
    sections: [],
  });
}
