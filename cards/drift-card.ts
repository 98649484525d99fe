import type { OpenDrift } from '../models/desk.ts';
import { deskTexts } from '../models/texts/desk-texts.ts';
import { verbs } from './card-actions.ts';
import { badgeFor, type Reader, showInstant, textsFor } from './reader.ts';
import { shorten, shortenLine } from './run-lines.ts';
import { type Card, type CardElement, fillSheet } from './sheet.ts';

/** Teams shows six buttons at most, and nobody decides on more at one time. */
const shownFindings = 5;

/** Changes by hand that are open, each with a button that has it decided. The newest first. */
export function driftCard(findings: readonly OpenDrift[], reader: Reader): Card {
  const texts = deskTexts(reader.language);
  const shown = [...findings].sort((a, b) => (a.foundAt < b.foundAt ? 1 : -1)).slice(0, shownFindings);
  const more = findings.length - shown.length;
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: findings.length === 0 ? texts.noDrift : texts.driftTitle(findings.length),
    intro: introOf(findings, reader),
    facts: [],
    sections: [
      ...shown.map(({ sentence, by, at, foundAt }, index) => ({
        heading: `${index + 1}. ${shorten(sentence)}`,
        lines: [texts.driftBy(by === null ? null : shortenLine(by), showInstant(at ?? foundAt, reader))],
      })),
      ...(more > 0 ? [{ heading: textsFor(reader).andMore(more), lines: [] }] : []),
    ],
    actions: shown.map(
      ({ findingId }, index): CardElement => ({
        type: 'Action.Execute',
        title: `${texts.decide}: ${index + 1}`,
        verb: verbs.askDrift,
        data: { findingId },
      }),
    ),
  });
}

function introOf(findings: readonly OpenDrift[], reader: Reader): string {
  const texts = deskTexts(reader.language);
  if (findings.length === 0) return '';
  return findings.some(({ stays }) => stays) ? texts.driftStays : texts.driftIntro;
}
