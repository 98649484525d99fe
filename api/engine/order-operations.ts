import type { Operation, OperationKind } from '../../models/plan.ts';

/**
 * The order in which things are done: who must out goes first, then accounts before what hangs on them, then access that goes
 * before access that comes, and deletion last.
 */
const order: readonly OperationKind[] = [
  'disable-account',
  'revoke-sessions',
  'restore-account',
  'create-account',
  'update-account',
  'enable-account',
  'remove-member',
  'remove-licence',
  'remove-app-role',
  'set-manager',
  'remove-manager',
  'add-member',
  'assign-licence',
  'assign-app-role',
  'set-membership-rule',
  'delete-account',
];

const place = new Map(order.map((kind, index) => [kind, index]));

/** Members of one group stand together, so that they can be written together; people follow in the order of their keys. */
export function orderOperations(operations: readonly Operation[]): Operation[] {
  return operations
    .map((operation) => ({
      operation,
      place: place.get(operation.kind) ?? order.length,
      group: operation.target.groupId ?? '',
    }))
    .sort(
      (a, b) =>
        a.place - b.place ||
        compare(a.group, b.group) ||
        compare(a.operation.personKey, b.operation.personKey) ||
        compare(a.operation.id, b.operation.id),
    )
    .map((entry) => entry.operation);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
