import type { RunReport } from '../models/report.ts';
import type { Run } from '../models/run.ts';
import { decisionParts } from './decision-actions.ts';
import { escapeText } from './escape-text.ts';
import { badgeFor, type Reader, showInstant, textsFor } from './reader.ts';
import { countLines, sentenceLines, shorten } from './run-lines.ts';
import { type Card, fillSheet, type Sheet } from './sheet.ts';

/** One run: where it stands, who asked, what it did or would do, and what went wrong. */
export function runCard(report: RunReport, reader: Reader): Card {
  const texts = textsFor(reader);
  const { run, operations, operationCount } = report;
  const done = run.state === 'finished' || run.state === 'failed' || run.state === 'applying';
  const sections: { heading: string; lines: string[] }[] = [];
  if (run.error !== null) sections.push({ heading: texts.problem, lines: [shorten(run.error.text)] });
  if (run.verdict !== null) sections.push({ heading: texts.why, lines: run.verdict.reasons.map(escapeText) });
  if (operationCount > 0) {
    const lines = [countLines(run.counts, reader).join(' · '), ...sentenceLines(operations, operationCount, reader)];
    sections.push({ heading: done ? texts.whatHappened : texts.whatHappens, lines });
  }
  if (run.noteCount > 0) {
    const lines = run.notes.slice(0, 5).map((note) => shorten(note.text));
    const more = run.noteCount - lines.length;
    sections.push({ heading: texts.notes(run.noteCount), lines: more > 0 ? [...lines, texts.andMore(more)] : lines });
  }
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: texts.runTitle(run.id),
    intro: operationCount === 0 && run.state === 'finished' ? texts.nothingToDo : '',
    facts: runFacts(run, reader),
    sections,
    ...decisionParts(run, reader),
  });
}

function runFacts(run: Run, reader: Reader): Sheet['facts'] {
  const texts = textsFor(reader);
  const { done, already, failed, skipped } = run.results;
  const asked = run.askedBy.kind === 'system' ? texts.triggers[run.trigger] : escapeText(run.askedBy.name);
  return [
    { title: texts.state, value: texts.states[run.state] },
    { title: texts.askedBy, value: asked },
    { title: texts.askedAt, value: showInstant(run.askedAt, reader) },
    ...(run.finishedAt === null ? [] : [{ title: texts.finishedAt, value: showInstant(run.finishedAt, reader) }]),
    ...(run.state === 'finished'
      ? [{ title: texts.result, value: texts.resultCounts(done, already, failed, skipped) }]
      : []),
    ...(run.decision === null
      ? []
      : [
          {
            title: run.decision.answer === 'approve' ? texts.approve : texts.reject,
            value: escapeText(run.decision.by.name),
          },
        ]),
  ];
}
