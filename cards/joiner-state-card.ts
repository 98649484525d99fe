import type { JoinerState, MissingFact } from '../models/joiner.ts';
import { joinerTexts } from '../models/texts/joiner-texts.ts';
import { escapeText } from './escape-text.ts';
import { badgeFor, type Reader, showDate, showInstant } from './reader.ts';
import { shortenLine } from './run-lines.ts';
import { type Card, fillSheet, type Sheet } from './sheet.ts';

const mostLines = 12;

/** For HR: how far a joiner is, what is missing and where to mend it. */
export function joinerStateCard(joiner: JoinerState, reader: Reader): Card {
  const common = { language: reader.language, badge: badgeFor(reader) };
  if (joiner.change === 'withdrawn' || joiner.change === 'unlisted')
    return fillSheet({ ...common, ...farewell(joiner, reader) });
  const texts = joinerTexts(reader.language);
  const { formerStartsOn, startsOn } = joiner;
  const moved =
    formerStartsOn === null ? '' : texts.moved(showDate(formerStartsOn, reader), showDate(startsOn, reader));
  return fillSheet({
    ...common,
    title: texts.startsTitle(shortenLine(joiner.name), showDate(startsOn, reader)),
    status: statusOf(joiner, reader),
    intro: moved,
    facts: factsOf(joiner, reader),
    sections: [
      ...(joiner.missing.length === 0
        ? []
        : [
            {
              heading: texts.missingHeading,
              lines: joiner.missing.slice(0, mostLines).map((fact) => `- ${lineOf(fact, reader)}`),
            },
          ]),
      ...(joiner.ready && joiner.account?.enabled === true
        ? []
        : [{ heading: texts.nextHeading, lines: [nextOf(joiner, reader)] }]),
    ],
    ...(joiner.fixUrl === null || joiner.missing.length === 0
      ? {}
      : { actions: [{ type: 'Action.OpenUrl', title: texts.fix, url: joiner.fixUrl }] }),
  });
}

function farewell(
  joiner: JoinerState,
  reader: Reader,
): Pick<Sheet, 'title' | 'status' | 'intro' | 'facts' | 'sections'> {
  const texts = joinerTexts(reader.language);
  const name = shortenLine(joiner.name);
  const date = showDate(joiner.formerStartsOn ?? joiner.startsOn, reader);
  const isWithdrawn = joiner.change === 'withdrawn';
  return {
    title: isWithdrawn ? texts.withdrawnTitle(name) : texts.unlistedTitle(name),
    status: { text: isWithdrawn ? texts.withdrawn(date) : texts.unlisted(date), tone: 'emphasis' },
    intro: '',
    facts: [],
    sections: [],
  };
}

function statusOf({ missing, ready, account }: JoinerState, reader: Reader): NonNullable<Sheet['status']> {
  const texts = joinerTexts(reader.language);
  if (missing.length > 0) return { text: texts.missingCount(missing.length), tone: 'warning' };
  if (!ready || account === null) return { text: texts.inPreparation, tone: 'accent' };
  const at = showInstant(account.verifiedAt, reader);
  return { text: account.enabled ? texts.canSignIn(at) : texts.ready(at), tone: 'good' };
}

function factsOf({ unitName, managerName, account }: JoinerState, reader: Reader): Sheet['facts'] {
  const texts = joinerTexts(reader.language);
  const access =
    account === null ? [] : [{ title: texts.access, value: texts.accessCounts(account.groups, account.licences) }];
  return [
    { title: texts.unit, value: unitName === null ? texts.none : shortenLine(unitName) },
    { title: texts.manager, value: managerName === null ? texts.none : shortenLine(managerName) },
    { title: texts.account, value: account === null ? texts.noAccount : shortenLine(account.userPrincipalName) },
    ...access,
  ];
}

function lineOf(fact: MissingFact, reader: Reader): string {
  const texts = joinerTexts(reader.language);
  if ('text' in fact) return texts.missing({ ...fact, text: escapeText(fact.text) });
  return texts.missing('name' in fact ? { ...fact, name: escapeText(fact.name) } : fact);
}

function nextOf({ missing, ready, startsOn }: JoinerState, reader: Reader): string {
  const texts = joinerTexts(reader.language);
  if (missing.length > 0) return texts.nextMissing;
  return ready ? texts.nextReady(showDate(startsOn, reader)) : texts.nextPreparation;
}
