import type { Operation, OperationKind } from '../../../models/plan.ts';

/**
 * Kinds that may go side by side: they touch different things, or the same thing in a way that does not care for order.
 */
const groups: readonly (readonly OperationKind[])[] = [
  ['create-account', 'restore-account'],
  [
    'set-manager',
    'remove-manager',
    'add-member',
    'remove-member',
    'assign-licence',
    'remove-licence',
    'assign-app-role',
    'remove-app-role',
  ],
];

const groupOf = new Map(groups.flatMap((kinds, index) => kinds.map((kind) => [kind, index] as const)));

/** Cuts operations, in the order given, into stretches of which each may start when the one before has ended. */
export function splitPhases(operations: readonly Operation[]): Operation[][] {
  const phases: Operation[][] = [];
  let current: number | OperationKind | null = null;
  for (const operation of operations) {
    const group = groupOf.get(operation.kind) ?? operation.kind;
    if (group !== current) phases.push([]);
    current = group;
    phases.at(-1)?.push(operation);
  }
  return phases;
}
