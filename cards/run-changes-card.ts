import type { RunReport } from '../models/report.ts';
import { outcomeFacts } from './decision-facts.ts';
import { badgeFor, type Reader, showInstant, textsFor } from './reader.ts';
import { countLines, doneLines } from './run-lines.ts';
import { type Card, fillSheet } from './sheet.ts';

/** What a run changed in Entra, for the IT desk. */
export function runChangesCard({ run, operations, operationCount }: RunReport, reader: Reader): Card {
  const texts = textsFor(reader);
  const { done, already } = run.results;
  const endedAt =
    run.finishedAt === null ? [] : [{ title: texts.finishedAt, value: showInstant(run.finishedAt, reader) }];
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: texts.changesTitle(run.id, done + already),
    // The counts are of the plan: when part of it was held back they say more than was done.
    intro: (run.held ?? 0) === 0 ? countLines(run.counts, reader).join(' · ') : '',
    facts: [...outcomeFacts(run, reader), ...endedAt],
    sections: [{ heading: texts.whatHappened, lines: doneLines(operations, operationCount, reader) }],
  });
}
