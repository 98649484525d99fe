import type { DriftFinding } from '../../../models/ledger.ts';
import type { Operation } from '../../../models/plan.ts';
import { fingerprintOf } from '../operation-builder.ts';
import { countOperations, type PlanDraft } from '../plan-people.ts';

/** A plan without what waits for somebody's choice, and that. */
export interface HeldDrift {
  draft: PlanDraft;
  held: readonly Operation[];
}

/** Whoever is shut out stays shut out: letting a leaver in by hand does not wait for anybody's choice. */
const neverWaits: readonly Operation['kind'][] = ['disable-account', 'revoke-sessions'];

/**
 * Holds back what would put back changes by hand, until somebody has chosen to put them back; what only follows from it waits as
 * well. The findings stay open and their notes stay in the plan.
 */
export function holdDrift(draft: PlanDraft, findings: readonly DriftFinding[]): HeldDrift {
  const waiting = new Set(findings.flatMap((finding) => (finding.choice === undefined ? [finding.operationId] : [])));
  const isHeld = ({ id, kind }: Operation): boolean => waiting.has(id) && !neverWaits.includes(kind);
  const held = draft.operations.filter(isHeld);
  if (held.length === 0) return { draft, held };
  const rest = draft.operations.filter((operation) => !isHeld(operation));
  const operations = rest.filter((operation) => !followsOnly(operation, held, rest));
  return {
    draft: { ...draft, operations, counts: countOperations(operations), fingerprint: fingerprintOf(operations) },
    held,
  };
}

/** An app is asked to make somebody's account only after a role in it was given. */
function followsOnly(operation: Operation, held: readonly Operation[], rest: readonly Operation[]): boolean {
  const gives = (other: Operation) =>
    other.kind === 'assign-app-role' &&
    other.personKey === operation.personKey &&
    other.target.appId === operation.target.appId;
  return operation.kind === 'provision-app' && held.some(gives) && !rest.some(gives);
}
