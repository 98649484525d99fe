import type { DriftFinding } from '../../../models/ledger.ts';
import type { Operation } from '../../../models/plan.ts';
import { releasePart } from '../limits/release-part.ts';
import { fingerprintOf } from '../operation-builder.ts';
import { countOperations, type PlanDraft } from '../plan-people.ts';

/** Whoever is shut out stays shut out: letting a leaver in by hand does not wait for anybody's choice. */
const neverWaits: readonly Operation['kind'][] = ['disable-account', 'revoke-sessions'];

/**
 * Holds back what would put back changes by hand, until somebody has chosen to put them back, with what rests on it. The findings stay
 * open and their notes stay in the plan.
 */
export function holdDrift(
  draft: PlanDraft,
  findings: readonly DriftFinding[],
): { draft: PlanDraft; held: readonly Operation[] } {
  const open = new Set(findings.flatMap(({ operationId, choice }) => (choice === undefined ? [operationId] : [])));
  const waiting = draft.operations.filter(({ id, kind }) => open.has(id) && !neverWaits.includes(kind));
  if (waiting.length === 0) return { draft, held: [] };
  const { released, held } = releasePart(draft.operations, { except: { operations: waiting.map(({ id }) => id) } });
  const rest = { operations: released, counts: countOperations(released), fingerprint: fingerprintOf(released) };
  return { draft: { ...draft, ...rest }, held };
}
