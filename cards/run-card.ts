import type { RunReport } from '../models/report.ts';
import type { Run } from '../models/run.ts';
import { decisionParts } from './decision-actions.ts';
import { describeDecision, outcomeFacts } from './decision-facts.ts';
import { badgeFor, type Reader, showInstant, textsFor } from './reader.ts';
import { countLines, doneLines, plannedLines, reasonLines, shorten, shortenLine } from './run-lines.ts';
import { type Card, fillSheet, type Sheet } from './sheet.ts';

const shownNotes = 5;

/** One run: where it stands, who asked, what it did or would do, and what went wrong. */
export function runCard(report: RunReport, reader: Reader): Card {
  const texts = textsFor(reader);
  const { run } = report;
  const problem = run.error === null ? [] : [shorten(run.error.text)];
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: texts.runTitle(run.id),
    intro: report.operationCount === 0 && run.state === 'finished' ? texts.nothingToDo : '',
    facts: runFacts(run, reader),
    sections: [
      { heading: texts.problem, lines: problem },
      { heading: texts.why, lines: reasonLines(run, reader) },
      effectSection(report, reader),
      { heading: texts.notes(run.noteCount), lines: noteLines(run, reader) },
    ].filter((section) => section.lines.length > 0),
    ...decisionParts(run, reader),
  });
}

/** A run that has begun to write says what happened to each operation; any other says what it would do. */
function effectSection(report: RunReport, reader: Reader): Sheet['sections'][number] {
  const texts = textsFor(reader);
  const { run, operations, operationCount } = report;
  if (operationCount === 0) return { heading: texts.whatHappens, lines: [] };
  const counts = countLines(run.counts, reader).join(' · ');
  const wrote =
    run.state === 'finished' || run.state === 'applying' || operations.some((entry) => entry.result !== null);
  const lines = wrote
    ? doneLines(operations, operationCount, reader)
    : plannedLines(
        operations.map((entry) => entry.operation),
        operationCount,
        reader,
      );
  return { heading: wrote ? texts.whatHappened : texts.whatHappens, lines: [counts, ...lines] };
}

function noteLines(run: Run, reader: Reader): string[] {
  const lines = run.notes.slice(0, shownNotes).map((note) => shorten(note.text));
  const more = run.noteCount - lines.length;
  return more > 0 ? [...lines, textsFor(reader).andMore(more)] : lines;
}

function runFacts(run: Run, reader: Reader): Sheet['facts'] {
  const texts = textsFor(reader);
  const asked = run.askedBy.kind === 'system' ? texts.triggers[run.trigger] : shortenLine(run.askedBy.name);
  const decision = describeDecision(run, reader);
  return [
    {
      title: texts.state,
      value: run.supersededBy === null ? texts.states[run.state] : texts.supersededBy(run.supersededBy),
    },
    { title: texts.askedBy, value: asked },
    { title: texts.askedAt, value: showInstant(run.askedAt, reader) },
    ...(run.finishedAt === null ? [] : [{ title: texts.finishedAt, value: showInstant(run.finishedAt, reader) }]),
    ...(decision === null ? [] : [{ title: texts.decision, value: decision }]),
    ...outcomeFacts(run, reader),
  ];
}
