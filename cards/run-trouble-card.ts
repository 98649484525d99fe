import type { Run } from '../models/run.ts';
import { badgeFor, type Reader, textsFor } from './reader.ts';
import { reasonLines, shorten } from './run-lines.ts';
import { type Card, fillSheet } from './sheet.ts';

/** A run that was blocked because its source looks incomplete. */
export function runBlockedCard(run: Run, reader: Reader): Card {
  const { blockedTitle, blockedIntro, why } = textsFor(reader);
  return troubleCard(
    { title: blockedTitle(run.id), intro: blockedIntro, section: { heading: why, lines: reasonLines(run, reader) } },
    reader,
  );
}

/** A run that could not go on, with what to do. */
export function runFailedCard(run: Run, reader: Reader): Card {
  const { failedTitle, failedIntro, problem, unknown } = textsFor(reader);
  const lines = [shorten(run.error?.text ?? unknown)];
  return troubleCard({ title: failedTitle(run.id), intro: failedIntro, section: { heading: problem, lines } }, reader);
}

function troubleCard(
  { title, intro, section }: { title: string; intro: string; section: { heading: string; lines: string[] } },
  reader: Reader,
): Card {
  const { language } = reader;
  return fillSheet({ language, badge: badgeFor(reader), title, intro, facts: [], sections: [section] });
}
