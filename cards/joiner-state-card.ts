import type { JoinerState, MissingFact } from '../models/joiner.ts';
import { joinerTexts } from '../models/texts/joiner-texts.ts';
import { escapeText } from './escape-text.ts';
import { badgeFor, type Reader, showDate, showInstant, textsFor } from './reader.ts';
import { shorten, shortenLine } from './run-lines.ts';
import { type Card, fillSheet, type Sheet } from './sheet.ts';

const mostLines = 12;
const mostPending = 6;

/** What HR can do nothing about. */
const forIt: readonly MissingFact['kind'][] = ['licence', 'it', 'entra'];

/** For HR: how far a joiner is, what is missing and where to mend it, and what happens next. */
export function joinerStateCard(joiner: JoinerState, reader: Reader): Card {
  const common = { language: reader.language, badge: badgeFor(reader) };
  if (joiner.change === 'withdrawn' || joiner.change === 'unlisted')
    return fillSheet({ ...common, ...farewell(joiner, reader) });
  const texts = joinerTexts(reader.language);
  const { missing, fixUrl } = joiner;
  return fillSheet({
    ...common,
    title: titleOf(joiner, reader),
    status: statusOf(joiner, reader),
    intro: introOf(joiner, reader),
    facts: factsOf(joiner, reader),
    sections: sectionsOf(joiner, reader),
    ...(fixUrl === null || missing.every(({ kind }) => forIt.includes(kind))
      ? {}
      : { actions: [{ type: 'Action.OpenUrl', title: texts.fix, url: fixUrl }] }),
  });
}

const isReadyToStart = ({ ready, account }: JoinerState): boolean => ready && account?.enabled === false;

function titleOf(joiner: JoinerState, reader: Reader): string {
  const name = shortenLine(joiner.name);
  if (isReadyToStart(joiner)) return textsFor(reader).joinerTitle(name);
  return joinerTexts(reader.language).startsTitle(name, showDate(joiner.startsOn, reader));
}

function introOf(joiner: JoinerState, reader: Reader): string {
  const { formerStartsOn } = joiner;
  const startsOn = showDate(joiner.startsOn, reader);
  if (formerStartsOn !== null) return joinerTexts(reader.language).moved(showDate(formerStartsOn, reader), startsOn);
  return isReadyToStart(joiner) ? textsFor(reader).joinerIntro(shortenLine(joiner.name), startsOn) : '';
}

function sectionsOf(joiner: JoinerState, reader: Reader): Sheet['sections'] {
  const texts = joinerTexts(reader.language);
  const { missing, pending } = joiner;
  const list = (lines: readonly string[], most: number): string[] => {
    const more = lines.length - most;
    return [...lines.slice(0, most).map((line) => `- ${line}`), ...(more > 0 ? [textsFor(reader).andMore(more)] : [])];
  };
  const next = nextOf(joiner, reader);
  return [
    {
      heading: texts.missingHeading,
      lines: list(
        missing.map((fact) => lineOf(fact, reader)),
        mostLines,
      ),
    },
    { heading: texts.pendingHeading, lines: list(pending.map(shorten), mostPending) },
    { heading: texts.nextHeading, lines: next === null ? [] : [next] },
  ].filter(({ lines }) => lines.length > 0);
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
    sections: isWithdrawn ? [] : [{ heading: texts.nextHeading, lines: [texts.nextUnlisted] }],
  };
}

function statusOf({ missing, ready, account }: JoinerState, reader: Reader): NonNullable<Sheet['status']> {
  const texts = joinerTexts(reader.language);
  if (missing.length > 0) return { text: texts.missingCount(missing.length), tone: 'warning' };
  if (account?.enabled === true && !ready) return { text: texts.signsInAlready, tone: 'accent' };
  if (!ready || account === null) return { text: texts.inPreparation, tone: 'accent' };
  const at = showInstant(account.verifiedAt, reader);
  return { text: account.enabled ? texts.canSignIn(at) : texts.ready(at), tone: 'good' };
}

function factsOf({ unitName, managerName, account }: JoinerState, reader: Reader): Sheet['facts'] {
  const texts = joinerTexts(reader.language);
  const words = textsFor(reader);
  const inEntra =
    account === null
      ? []
      : [
          { title: words.state, value: account.enabled ? words.enabled : words.disabledUntilStart },
          { title: texts.access, value: texts.accessCounts(account.groups, account.licences) },
          { title: words.verified, value: showInstant(account.verifiedAt, reader) },
        ];
  return [
    { title: texts.unit, value: unitName === null ? texts.none : shortenLine(unitName) },
    { title: texts.manager, value: managerName === null ? texts.none : shortenLine(managerName) },
    { title: texts.account, value: account === null ? texts.noAccount : shortenLine(account.userPrincipalName) },
    ...inEntra,
  ];
}

function lineOf(fact: MissingFact, reader: Reader): string {
  const texts = joinerTexts(reader.language);
  if ('text' in fact) return texts.missing({ ...fact, text: escapeText(fact.text) });
  return texts.missing('name' in fact ? { ...fact, name: escapeText(fact.name) } : fact);
}

/** Null when there is nothing left to come. */
function nextOf({ missing, ready, account, heldByRun, startsOn }: JoinerState, reader: Reader): string | null {
  const texts = joinerTexts(reader.language);
  if (missing.length > 0)
    return missing.every(({ kind }) => forIt.includes(kind)) ? texts.nextForIt : texts.nextMissing;
  if (heldByRun !== null) return texts.nextHeld(shortenLine(heldByRun));
  if (!ready) return texts.nextPreparation;
  return account?.enabled === true ? null : texts.nextReady(showDate(startsOn, reader));
}
