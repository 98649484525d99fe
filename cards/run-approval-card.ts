import type { Operation } from '../models/plan.ts';
import type { Run } from '../models/run.ts';
import { decisionParts } from './decision-actions.ts';
import { escapeText } from './escape-text.ts';
import { badgeFor, type Reader, showInstant, textsFor } from './reader.ts';
import { countAll, countLines, sentenceLines } from './run-lines.ts';
import { type Card, fillSheet } from './sheet.ts';

/**
 * A run that needs somebody's yes: why it is asked, what would happen, Approve and Reject. Once it no longer waits, the same card
 * says what was decided, by whom and when, and has no buttons.
 * @param operations - the first operations of the run, in order
 */
export function runApprovalCard(run: Run, operations: readonly Operation[], reader: Reader): Card {
  const texts = textsFor(reader);
  const outcome = describeOutcome(run, reader);
  const entries = operations.map((operation) => ({ operation, result: null }));
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: outcome ?? texts.approvalTitle(run.id),
    intro: outcome === null ? texts.approvalIntro : texts.runTitle(run.id),
    facts: outcomeFacts(run, reader),
    sections: [
      { heading: texts.whyAsked, lines: (run.verdict?.reasons ?? []).map(escapeText) },
      {
        heading: texts.effect,
        lines: [countLines(run.counts, reader).join(' · '), ...sentenceLines(entries, countAll(run.counts), reader)],
      },
    ],
    ...decisionParts(run, reader),
  });
}

/** What became of the question, or null while it is open. */
function describeOutcome(run: Run, reader: Reader): string | null {
  const texts = textsFor(reader);
  if (run.state === 'awaiting-approval') return null;
  if (run.state === 'superseded') return texts.supersededBy(run.supersededBy);
  if (run.decision === null) return texts.states[run.state];
  const name = escapeText(run.decision.by.name);
  const at = showInstant(run.decision.at, reader);
  return run.decision.answer === 'approve' ? texts.approvedBy(name, at) : texts.rejectedBy(name, at);
}

function outcomeFacts(run: Run, reader: Reader): { title: string; value: string }[] {
  const texts = textsFor(reader);
  if (run.state === 'awaiting-approval') return [];
  const { done, already, failed, skipped } = run.results;
  const facts = [{ title: texts.state, value: texts.states[run.state] }];
  if (run.decision?.reason) facts.push({ title: texts.reasonLabel, value: escapeText(run.decision.reason) });
  if (run.state === 'finished')
    facts.push({ title: texts.result, value: texts.resultCounts(done, already, failed, skipped) });
  return facts;
}
