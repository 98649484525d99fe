import type { Operation } from '../models/plan.ts';
import type { Run } from '../models/run.ts';
import { requestTexts } from '../models/texts/request-texts.ts';
import { decisionParts } from './decision-actions.ts';
import { describeDecision, outcomeFacts } from './decision-facts.ts';
import { badgeFor, type Reader, textsFor } from './reader.ts';
import { countAll, countLines, plannedLines, reasonLines } from './run-lines.ts';
import { type Card, fillSheet } from './sheet.ts';

/**
 * A run that needs somebody's yes: why it is asked, what would happen, Approve and Reject. Once it no longer waits, the same card
 * says what was decided, by whom and when, and has no buttons.
 * @param operations - the first operations of the run, in order
 */
export function runApprovalCard(run: Run, operations: readonly Operation[], reader: Reader): Card {
  const texts = textsFor(reader);
  const outcome = describeOutcome(run, reader);
  const effect = plannedLines(operations, countAll(run.counts), reader);
  return fillSheet({
    language: reader.language,
    badge: badgeFor(reader),
    title: outcome ?? texts.approvalTitle(run.id),
    intro: outcome === null ? texts.approvalIntro : texts.runTitle(run.id),
    facts:
      outcome === null ? [] : [{ title: texts.state, value: texts.states[run.state] }, ...outcomeFacts(run, reader)],
    sections: [
      { heading: texts.whyAsked, lines: reasonLines(run, reader) },
      {
        heading: outcome === null ? texts.effect : requestTexts(reader.language).wasAsked,
        lines: [countLines(run.counts, reader).join(' · '), ...effect],
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
  return describeDecision(run, reader) ?? texts.states[run.state];
}
