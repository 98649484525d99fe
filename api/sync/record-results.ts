import type { UndoneOperation } from '../../models/ledger.ts';
import { type Operation, type OperationResult, personOf } from '../../models/plan.ts';
import type { Run } from '../../models/run.ts';
import { operationEvent } from './audit-run.ts';
import type { SyncParts } from './sync-parts.ts';

/**
 * Keeps results as they come: first the facts in the audit log, then the links, then the result with the operation, so that a
 * crash between any two is mended by the next attempt. What was undone before and is done again with somebody's yes is undone no more.
 */
export function createRecorder(
  run: Run,
  parts: SyncParts,
  planned: { operations: readonly Operation[]; undone: readonly UndoneOperation[] },
) {
  const byId = new Map(planned.operations.map((operation) => [operation.id, operation]));
  const undone = new Set(run.decision === null ? [] : planned.undone.map((entry) => entry.operationId));
  const directoryKey = parts.directory.identify().key;
  return async (results: readonly OperationResult[]): Promise<void> => {
    if (results.length === 0) return;
    const pairs = results.flatMap((result) => {
      const operation = byId.get(result.operationId);
      return operation === undefined ? [] : [{ operation, result }];
    });
    await parts.stores.audit.append(pairs.map(({ operation, result }) => operationEvent(run, operation, result)));
    const links = pairs.flatMap(({ operation, result }): [string, string][] => {
      const linking =
        operation.kind === 'create-account' ||
        operation.kind === 'restore-account' ||
        operation.after?.stampedPersonKey !== undefined;
      const accountId = result.accountId ?? operation.target.accountId;
      return linking && succeeded(result) && accountId !== null ? [[personOf(operation), accountId]] : [];
    });
    if (links.length > 0) await parts.stores.accounts.saveLinks(directoryKey, new Map(links));
    const again = pairs.filter(({ operation, result }) => undone.has(operation.id) && succeeded(result));
    if (again.length > 0)
      await parts.stores.ledger.forgetUndone(
        directoryKey,
        again.map(({ operation }) => operation.id),
      );
    await parts.stores.runs.saveResults(run.id, results);
  };
}

const succeeded = ({ kind }: OperationResult): boolean => kind === 'done' || kind === 'already';
