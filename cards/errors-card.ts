import type { ErrorGroup } from '../models/desk.ts';
import { deskTexts } from '../models/texts/desk-texts.ts';
import { verbs } from './card-actions.ts';
import { badgeFor, type Reader, showInstant, textsFor } from './reader.ts';
import { shorten } from './run-lines.ts';
import { type Card, fillSheet, type Sheet } from './sheet.ts';

const shownGroups = 5;
const shownRuns = 4;

/** What fails, grouped by cause, with what to do about it and a button that tries again. */
export function errorsCard(groups: readonly ErrorGroup[], reader: Reader): Card {
  const texts = deskTexts(reader.language);
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  const more = groups.length - shownGroups;
  const sections = groups.slice(0, shownGroups).map((group) => section(group, reader));
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: count === 0 ? texts.noErrors : texts.errorsTitle(count),
    intro: more > 0 ? textsFor(reader).andMore(more) : '',
    facts: [],
    sections,
    actions: count === 0 ? [] : [{ type: 'Action.Execute', title: texts.retry, verb: verbs.retryRun, data: {} }],
  });
}

function section(group: ErrorGroup, reader: Reader): Sheet['sections'][number] {
  const texts = deskTexts(reader.language);
  const runs = group.runIds.slice(0, shownRuns).map((id) => textsFor(reader).runTitle(id));
  return {
    heading: shorten(group.text === '' ? group.code : group.text),
    lines: [
      texts.errorFacts(group.count, runs.join(', '), showInstant(group.lastAt, reader)),
      ...group.sentences.map(shorten),
      `${texts.whatToDo}: ${texts.advice[group.code] ?? texts.anyAdvice}`,
    ],
  };
}
