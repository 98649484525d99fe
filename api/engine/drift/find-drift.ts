import type { DriftFinding, Ledger } from '../../../models/ledger.ts';
import type { Operation } from '../../../models/plan.ts';
import type { DriftTexts } from '../../../models/texts/drift-texts.ts';
import { undoTexts } from '../../../models/texts/undo-texts.ts';
import { textOf } from '../names/text-of.ts';
import type { PlanDraft } from '../plan-people.ts';
import { invertOperation } from '../undo/invert-operation.ts';
import { createSlotReader, type SlotDirectory, type SlotReader } from '../undo/read-slots.ts';
import { isSameValue, type SlotChange } from '../undo/slot.ts';

/** A plan, and Entra before and after somebody may have changed it. */
export interface DriftInput {
  draft: Pick<PlanDraft, 'operations' | 'now'>;
  /** Entra as it was read after our last run; null when it was never read. */
  before: SlotDirectory | null;
  /** Entra as the plan saw it. */
  after: SlotDirectory;
  ledger: Pick<Ledger, 'findings'>;
}

/** What was changed by hand. `settled` are the ids of earlier findings that the plan has nothing to do for any more. */
export interface Drift {
  findings: DriftFinding[];
  settled: string[];
}

/**
 * Finds the operations of a plan that put back what somebody changed in Entra by hand: what the plan wants was there after our last run,
 * so neither HR nor the policy asked for anything, and it is not there now. A finding stays open as long as its operation is planned.
 */
export function findDrift({ draft, before, after, ledger }: DriftInput): Drift {
  const open = new Map(ledger.findings.map((finding) => [finding.operationId, finding]));
  const isDrift = before === null || draft.operations.length === 0 ? () => false : createComparison(before, after);
  const findings = draft.operations.flatMap((operation): DriftFinding[] => {
    const known = open.get(operation.id);
    if (known !== undefined) return [known];
    if (!isDrift(operation)) return [];
    const { id: operationId, personKey, sentence } = operation;
    return [{ operationId, personKey, sentence, foundAt: draft.now, by: null, at: null }];
  });
  const planned = new Set(draft.operations.map(({ id }) => id));
  return { findings, settled: [...open.keys()].filter((id) => !planned.has(id)) };
}

/** Whether something that an operation wants was there before and is not there now. */
function createComparison(before: SlotDirectory, after: SlotDirectory): (operation: Operation) => boolean {
  const [then, now] = [createSlotReader(before), createSlotReader(after)];
  const stamped = new Map(before.accounts.map(({ id, stampedPersonKey }) => [textOf(stampedPersonKey), id]));
  // Nobody reads why an operation cannot be taken back here, so any language will do.
  const texts = undoTexts('en');
  return (operation) => {
    const accountId = operation.target.accountId ?? stamped.get(textOf(operation.personKey)) ?? null;
    const inversion = invertOperation(operation, { accountId, accountIds: stamped, texts });
    return inversion.kind === 'changes' && inversion.changes.some((change) => isLost(change, then, now));
  };
}

function isLost({ slot, from: wanted, to }: SlotChange, then: SlotReader, now: SlotReader): boolean {
  if (isSameValue(slot, wanted, to)) return false;
  const had = then.read(slot);
  const has = now.read(slot);
  return (
    had.kind === 'value' &&
    isSameValue(slot, had.value, wanted) &&
    !(has.kind === 'value' && isSameValue(slot, has.value, wanted))
  );
}

/**
 * The same plan, with what is drift said in reasons and notes, and what has to be written down. Its fingerprint stays.
 * @param waits - whether it waits for somebody's choice; otherwise it is put back
 */
export function markDrift(draft: PlanDraft, { findings, settled }: Drift, texts: DriftTexts, waits = false): PlanDraft {
  if (findings.length === 0 && settled.length === 0) return draft;
  const byId = new Map(findings.map((finding) => [finding.operationId, finding]));
  const operations = draft.operations.map((operation) => {
    const finding = byId.get(operation.id);
    if (finding === undefined) return operation;
    const reason = { kind: 'drift' as const, text: texts.changedByHand(finding.by, finding.at), source: null };
    return { ...operation, reasons: [...operation.reasons, reason] };
  });
  const notes = findings.map(({ operationId: id, personKey, sentence, choice }) => ({
    kind: 'drift' as const,
    personKey,
    text: waits && choice === undefined ? texts.waits({ id, sentence }) : texts.note({ id, sentence }),
  }));
  return {
    ...draft,
    operations,
    notes: [...draft.notes, ...notes],
    ledger: { ...draft.ledger, findings, settledFindings: settled },
  };
}
