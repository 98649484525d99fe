import type { RunReport } from '../models/report.ts';
import { badgeFor, type Reader, showInstant, textsFor } from './reader.ts';
import { countLines, doneLines } from './run-lines.ts';
import { type Card, fillSheet } from './sheet.ts';

/** What a run changed in Entra, for the IT desk. */
export function runChangesCard({ run, operations, operationCount }: RunReport, reader: Reader): Card {
  const texts = textsFor(reader);
  const { done, already, failed, skipped } = run.results;
  const facts = [{ title: texts.result, value: texts.resultCounts(done, already, failed, skipped) }];
  if (run.finishedAt !== null) facts.push({ title: texts.finishedAt, value: showInstant(run.finishedAt, reader) });
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: texts.changesTitle(run.id, done + already),
    intro: countLines(run.counts, reader).join(' · '),
    facts,
    sections: [{ heading: texts.whatHappened, lines: doneLines(operations, operationCount, reader) }],
  });
}
