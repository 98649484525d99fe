import type { Operation, OperationResult } from '../../models/plan.ts';
import type { UndoTexts } from '../../models/texts/undo-texts.ts';
import { buildInverses } from './build-inverses.ts';
import { invertOperation } from './invert-operation.ts';
import { orderOperations } from './order-operations.ts';
import { createSlotReader, type SlotDirectory } from './read-slots.ts';
import { createRewind, type PendingChange } from './rewind.ts';

/** What was done, oldest first, and Entra as it is now. */
export interface UndoInput {
  operations: readonly { operation: Operation; result: OperationResult | null }[];
  directory: SlotDirectory;
  texts: UndoTexts;
}

/** What would take it back. */
export interface UndoPlan {
  /** In an order in which they can be carried out. */
  operations: Operation[];
  /** What is not taken back, and why. */
  refused: { operation: Operation; reason: string }[];
  /** What is as it was before already. */
  settled: Operation[];
  /** Ids under which a later plan would do again what is taken back: it has to ask first. */
  undone: string[];
}

/**
 * What takes operations back, newest first, so that several changes of one thing are followed to its beginning. Only what was done is
 * taken back, and only where Entra is still as the operation left it; what was changed since is named. Taking the same back again plans
 * nothing.
 *
 * What does not come back: ended sessions, what an app made of an account, who was in a group before it got a rule, and an account that
 * Entra has deleted for good. Who is restored gets memberships, licences and manager back from Entra itself; a new account that is
 * taken back stays in the recycle bin for 30 days.
 */
export function planUndo({ operations, directory, texts }: UndoInput): UndoPlan {
  const done = operations.flatMap(({ operation, result }) => {
    if (result?.kind !== 'done') return [];
    return [{ operation, accountId: result.accountId ?? operation.target.accountId }];
  });
  const accountIds = new Map(
    done.flatMap(({ operation: { personKey }, accountId }): [string, string][] =>
      personKey === null || accountId === null ? [] : [[personKey, accountId]],
    ),
  );
  const entries = done.map(({ operation, accountId }) => ({
    operation,
    inversion: invertOperation(operation, { accountId, accountIds, texts }),
  }));
  const all = entries.flatMap(({ inversion }) => (inversion.kind === 'changes' ? inversion.changes : []));
  const reader = createSlotReader(directory);
  const rewind = createRewind(reader, all, texts);
  const plan: UndoPlan = { operations: [], refused: [], settled: [], undone: [] };
  for (const { operation, inversion } of entries.reverse()) {
    const taken =
      inversion.kind === 'none'
        ? { kind: 'refused' as const, reason: inversion.reason }
        : rewind.take(operation, inversion.changes);
    if (taken.kind === 'refused') plan.refused.push({ operation, reason: taken.reason });
    else if (taken.kind === 'settled') plan.settled.push(operation);
    else plan.undone.push(operation.id);
  }
  const inverses = buildInverses(withoutDoomed([...rewind.pending.values()], done), reader, texts);
  return {
    ...plan,
    operations: orderOperations(inverses.operations),
    undone: [...new Set([...plan.undone, ...inverses.redone])],
  };
}

/** An account that was made and is deleted again needs nothing else; one that was restored goes back as it was. */
function withoutDoomed(
  pending: readonly PendingChange[],
  done: readonly { operation: Operation; accountId: string | null }[],
): PendingChange[] {
  const made = new Set(
    done.flatMap(({ operation, accountId }) => (operation.kind === 'create-account' ? accountId : [])),
  );
  const doomed = new Set(
    pending.flatMap(({ slot: { family, target }, to }) =>
      family === 'existence' && to === false && made.has(target.accountId) ? target.accountId : [],
    ),
  );
  return pending.filter(({ slot: { family, target } }) => family === 'existence' || !doomed.has(target.accountId));
}
