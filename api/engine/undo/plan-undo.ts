import type { Operation, OperationResult } from '../../../models/plan.ts';
import type { UndoTexts } from '../../../models/texts/undo-texts.ts';
import { buildOperation } from '../operation-builder.ts';
import { orderOperations } from '../order-operations.ts';
import { buildInverses } from './build-inverses.ts';
import { type Inversion, invertOperation } from './invert-operation.ts';
import { createSlotReader, type SlotDirectory, type SlotReader } from './read-slots.ts';
import { createRewind, type PendingChange, type Taken } from './rewind.ts';

/** What was done, oldest first, and Entra as it is now. */
export interface UndoInput {
  operations: readonly { operation: Operation; result: OperationResult | null }[];
  directory: SlotDirectory;
  /** Accounts that are never written, by address or object id. */
  protect: readonly string[];
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
export function planUndo(input: UndoInput): UndoPlan {
  const { operations, directory, texts } = input;
  const done = operations.flatMap(({ operation, result }): DoneOperation[] => {
    if (result?.kind !== 'done') return [];
    return [{ operation, accountId: result.accountId ?? operation.target.accountId }];
  });
  const reader = createSlotReader(directory);
  const entries = invertAll(done, input, reader);
  const all = entries.flatMap(({ inversion }) => (inversion.kind === 'changes' ? inversion.changes : []));
  const rewind = createRewind(reader, all, texts);
  const plan: UndoPlan = { operations: [], refused: refuseUnclear(input), settled: [], undone: [] };
  for (const { operation, inversion } of entries.reverse()) {
    const taken: Taken =
      inversion.kind === 'none'
        ? { kind: 'refused', reason: inversion.reason }
        : rewind.take(operation, inversion.changes);
    if (taken.kind === 'refused') plan.refused.push({ operation, reason: taken.reason });
    else if (taken.kind === 'settled') plan.settled.push(operation);
    else plan.undone.push(...idsOfWish(operation));
  }
  const inverses = buildInverses(withoutDoomed([...rewind.pending.values()], done), reader, texts);
  const undone = [...new Set([...plan.undone, ...inverses.redone])];
  return { ...plan, operations: orderOperations(inverses.operations), undone };
}

interface DoneOperation {
  operation: Operation;
  accountId: string | null;
}

function invertAll(
  done: readonly DoneOperation[],
  { protect, texts }: UndoInput,
  reader: SlotReader,
): { operation: Operation; inversion: Inversion }[] {
  const accountIds = new Map(
    done.flatMap(({ operation: { personKey }, accountId }): [string, string][] =>
      personKey === null || accountId === null ? [] : [[personKey, accountId]],
    ),
  );
  const kept = new Set(protect.map((entry) => entry.toLowerCase()));
  return done.map(({ operation, accountId }) => {
    const account = accountId === null ? null : reader.findAccount(accountId);
    const names = account === null ? [] : [account.id, account.userPrincipalName, account.mail ?? ''];
    if (names.some((name) => kept.has(name.toLowerCase())))
      return { operation, inversion: { kind: 'none', reason: texts.isProtected } };
    if (account?.isSynced === true) return { operation, inversion: { kind: 'none', reason: texts.isSynced } };
    return { operation, inversion: invertOperation(operation, { accountId, accountIds, texts }) };
  });
}

/**
 * The ids under which an operation would be planned again. An account that was adopted keeps its link, so the next plan would write the
 * same attributes without the mark.
 */
function idsOfWish(operation: Operation): string[] {
  const { id, kind, after } = operation;
  const { stampedPersonKey, ...attributes } = after ?? {};
  if (kind !== 'update-account' || stampedPersonKey === undefined) return [id];
  return [id, buildOperation({ ...operation, identity: [attributes] }).id];
}

/** What was so already when a run came to it: done by that run before it was cut off, or by somebody else. */
function refuseUnclear({ operations, texts }: UndoInput): UndoPlan['refused'] {
  return operations.flatMap(({ operation, result }) =>
    result?.kind === 'already' ? [{ operation, reason: texts.notOurs }] : [],
  );
}

/** An account that was made and is deleted again needs nothing else; one that was restored goes back as it was. */
function withoutDoomed(pending: readonly PendingChange[], done: readonly DoneOperation[]): PendingChange[] {
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
