import { createHash } from 'node:crypto';
import type { Operation, OperationKind, OperationTarget, OperationValues, Reason } from '../../models/plan.ts';

/** What makes an operation, apart from its id. `identity` is what its id follows from: the wish, not the state it was found in. */
export interface OperationParts {
  kind: OperationKind;
  personKey: string;
  target: OperationTarget;
  before: OperationValues;
  after: OperationValues;
  identity: readonly unknown[];
  sentence: string;
  reasons: Reason[];
}

/**
 * An operation with its id. The id leaves out Entra's object ids of accounts: a wish that was planned before the account was made
 * is the same wish afterwards, which is how a run that was cut off finds its place again.
 */
export function buildOperation(parts: OperationParts): Operation {
  const { identity, ...operation } = parts;
  return { id: shortHash([parts.kind, parts.personKey, ...identity]), ...operation };
}

/** The fingerprint of a plan: what would be done, in any order. */
export function fingerprintOf(operations: readonly Operation[]): string {
  return shortHash(operations.map((operation) => operation.id).sort());
}

function shortHash(content: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22);
}
