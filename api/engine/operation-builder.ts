import { createHash, hash } from 'node:crypto';
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
  let wish = `${kind}\n${personKey ?? ''}`;
  for (const part of identity) wish += `\n${typeof part === 'string' ? part : JSON.stringify(part)}`;
  return { id: shorten(hash('sha256', wish, 'base64url')), kind, personKey, target, before, after, sentence, reasons };
}

/** The fingerprint of a plan: what would be done. A plan's order follows from its content, so the order counts without harm. */
export function fingerprintOf(operations: readonly Pick<Operation, 'id'>[]): string {
  const digest = createHash('sha256');
  // Handing over ids one by one takes longer than hashing them.
  let ids = '';
  for (const { id } of operations) {
    ids += id;
    if (ids.length < mostAtOnce) continue;
    digest.update(ids);
    ids = '';
  }
  return shorten(digest.update(ids).digest('base64url'));
}

const mostAtOnce = 64 * 1024;

const shorten = (digest: string): string => digest.slice(0, 22);
