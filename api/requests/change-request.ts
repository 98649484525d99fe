import { InstroomError } from '../../models/errors.ts';
import type { Request } from '../../models/request.ts';
import type { RequestParts } from './request-parts.ts';

/** Others may be first this many times; each of them has then moved the request on, so that it ends. */
const mostAttempts = 40;

/**
 * Changes a request in one atomic step. Whoever is too late reads it again and judges it again.
 * @param judge - what to put in its place, or the answer when there is nothing to change
 * @throws InstroomError `conflict` when others kept being first
 */
export async function changeRequest<Answer>(
  requestId: string,
  judge: (request: Request) => Promise<{ change: Request; answer(request: Request): Answer } | { answer: Answer }>,
  { stores }: Pick<RequestParts, 'stores'>,
): Promise<Answer | { kind: 'not-found' }> {
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const request = await stores.requests.find(requestId);
    if (request === null) return { kind: 'not-found' };
    const judged = await judge(request);
    if (!('change' in judged)) return judged.answer;
    const changed = await stores.requests.replace(judged.change);
    if (changed !== null) return judged.answer(changed);
  }
  throw new InstroomError('conflict', `Request ${requestId} keeps being changed by others.`, { retryable: true });
}
