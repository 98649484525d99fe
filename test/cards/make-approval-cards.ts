import type { Reader } from '../../cards/reader.ts';
import { runApprovalCard } from '../../cards/run-approval-card.ts';
import { runCard } from '../../cards/run-card.ts';
import type { Card } from '../../cards/sheet.ts';
import type { Operation, OperationCounts } from '../../models/plan.ts';
import type { Run } from '../../models/run.ts';
import { heldRun, operation } from '../bot/open-bot.ts';

const counts: OperationCounts = { 'create-account': 2, 'disable-account': 40, 'remove-member': 120 };

/** Runs that somebody is asked about: whole or in part, while they wait, decided and overtaken. */
export function makeApprovalCards(
  finished: Run,
  many: readonly Operation[],
): Readonly<Record<string, (reader: Reader) => Card>> {
  const partly: Run = {
    ...finished,
    counts,
    decision: finished.decision && { ...finished.decision, release: { only: { kinds: ['create-account'] } } },
    results: { done: 2, already: 0, failed: 0, skipped: 160 },
    held: 160,
  };
  const heldBack = { code: 'held-back', text: 'Held back.', requestId: null };
  const results = (['done', 'skipped'] as const).map((kind, index) => ({
    operation: { ...operation, id: `p${index}`, sentence: `Operation ${index + 1}.` },
    result: {
      operationId: `p${index}`,
      kind,
      at: '2026-11-24T08:00:00.000Z',
      accountId: null,
      error: kind === 'skipped' ? heldBack : null,
    },
  }));
  return {
    'approval-open': (reader) => runApprovalCard(heldRun({ counts: { 'disable-account': 500 } }), many, reader),
    'approval-parts': (reader) => runApprovalCard(heldRun({ counts }), many, reader),
    'approval-decided': (reader) => runApprovalCard(finished, many, reader),
    'approval-partly': (reader) => runApprovalCard(partly, many, reader),
    'approval-overtaken': (reader) =>
      runApprovalCard(heldRun({ state: 'superseded', supersededBy: '44' }), [operation], reader),
    'run-partly': (reader) => runCard({ run: partly, operationCount: 162, operations: results }, reader),
  };
}
