import type { Operation } from '../../models/plan.ts';

/** The error for an operation that Entra could not take at its place. */
export function impossible(operation: Operation, why: string): Error {
  const { groupName, skuName, appName } = operation.target;
  const what = groupName ?? skuName ?? appName ?? '';
  return new Error(`${operation.kind} ${operation.personKey ?? ''} ${what}: ${why}`);
}
