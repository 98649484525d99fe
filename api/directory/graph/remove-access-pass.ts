import type { Directory } from '../../../models/ports.ts';
import type { Patience, Retry } from '../../outbound/retry.ts';
import { isPassing } from '../../outbound/send.ts';
import { retryAfterOf } from './batch.ts';
import type { Batcher } from './batcher.ts';
import { refuseAnswer, refuseSilence } from './explain-answer.ts';

/** What passes are taken away through. `root` is the address of Graph, for errors. */
export interface RemovingParts {
  root: string;
  batcher: Batcher;
  retry: Retry;
  patience: Patience;
}

export const passesOf = (accountId: string): string =>
  `/users/${encodeURIComponent(accountId)}/authentication/temporaryAccessPassMethods`;

/**
 * Takes a pass away; one that is not there is fine, so asking again is safe.
 * Throws InstroomError when Entra refuses or does not answer.
 * https://learn.microsoft.com/graph/api/temporaryaccesspassauthenticationmethod-delete
 */
export async function removeAccessPass(
  { accountId, passId }: Parameters<Directory['removeAccessPass']>[0],
  { root, batcher, retry, patience }: RemovingParts,
): Promise<void> {
  const url = `${passesOf(accountId)}/${encodeURIComponent(passId)}`;
  const answer = await retry(async () => {
    const value = await batcher.ask({ method: 'DELETE', url }, { urgent: true });
    const isOpen = value.status === 0 || value.status === 429 || isPassing(value.status);
    return isOpen ? { kind: 'again', value, afterMs: retryAfterOf(value) } : { kind: 'final', value };
  }, patience);
  if (answer.status === 0) throw refuseSilence(new URL(root).origin, answer.failure);
  if (answer.status !== 404 && answer.status >= 300) throw refuseAnswer('Taking an access pass away', answer);
}
