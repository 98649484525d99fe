import type { Run } from '../models/run.ts';
import { badgeFor, type Reader, textsFor } from './reader.ts';
import { reasonLines, shorten } from './run-lines.ts';
import { type Card, fillSheet } from './sheet.ts';

/** A run that was blocked because its source looks incomplete. */
export function runBlockedCard(run: Run, reader: Reader): Card {
  const texts = textsFor(reader);
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: texts.blockedTitle(run.id),
    intro: texts.blockedIntro,
    facts: [],
    sections: [{ heading: texts.why, lines: reasonLines(run, reader) }],
  });
}

/** A run that could not go on, with what to do. */
export function runFailedCard(run: Run, reader: Reader): Card {
  const texts = textsFor(reader);
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: texts.failedTitle(run.id),
    intro: texts.failedIntro,
    facts: [],
    sections: [{ heading: texts.problem, lines: [shorten(run.error?.text ?? texts.unknown)] }],
  });
}
