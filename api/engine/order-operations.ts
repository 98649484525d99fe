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
  'rename-account',
  'enable-account',
  'remove-member',
  'remove-licence',
  'remove-app-role',
  'set-manager',
  'remove-manager',
  'add-member',
  'assign-licence',
  'assign-app-role',
  'provision-app',
  'set-membership-rule',
  'delete-account',
];

const place = new Map(order.map((kind, index) => [kind, index]));

/** Members of one group stand together, so that they can be written together; people follow in the order of their keys. */
export function orderOperations(operations: readonly Operation[]): Operation[] {
  const restored = new Set(
    operations.filter(({ kind }) => kind === 'restore-account').map(({ personKey }) => personKey ?? ''),
  );
  return operations
    .map((operation) => ({
      operation,
      place: placeOf(operation, restored),
      group: operation.target.groupId ?? '',
    }))
    .sort(
      (a, b) =>
        a.place - b.place ||
        compare(a.group, b.group) ||
        compare(a.operation.personKey ?? '', b.operation.personKey ?? '') ||
        compare(a.operation.id, b.operation.id),
    )
    .map((entry) => entry.operation);
}

/** Who comes back from the recycle bin can only be disabled, and signed out, after that. */
function placeOf({ kind, personKey }: Operation, restored: ReadonlySet<string>): number {
  const isLater = (kind === 'disable-account' || kind === 'revoke-sessions') && restored.has(personKey ?? '');
  if (!isLater) return place.get(kind) ?? order.length;
  const afterwards = place.get('enable-account') ?? order.length;
  return kind === 'disable-account' ? afterwards : afterwards + 0.5;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
