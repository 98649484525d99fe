import { createHash } from 'node:crypto';
import type { Operation, OperationKind, OperationTarget, OperationValues, Reason } from '../../models/plan.ts';

/** What makes an operation, apart from its id. `identity` is what its id follows from: the wish, not the state it was found in. */
export interface OperationParts {
  kind: OperationKind;
  personKey: string | null;
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
  const { kind, personKey, target, before, after, identity, sentence, reasons } = parts;
  const id = shortHash(JSON.stringify([kind, personKey, ...identity]));
  return { id, kind, personKey, target, before, after, sentence, reasons };
}

/** The fingerprint of a plan: what would be done, in any order. */
export function fingerprintOf(operations: readonly Pick<Operation, 'id'>[]): string {
  return shortHash(JSON.stringify(operations.map((operation) => operation.id).sort()));
}

const shortHash = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);
