import type { Patience, Retry } from '../../outbound/retry.ts';
import { isPassing } from '../../outbound/send.ts';
import { retryAfterOf } from './batch.ts';
import type { Batcher } from './batcher.ts';
import { refuseAnswer, refuseSilence } from './explain-answer.ts';
import type { GraphAnswer } from './graph-request.ts';

/** Reads single things, many of them in one round trip. */
export interface BatchReader {
  /**
   * Gets `url` (relative to the version root). Returns the answer when it is 200 or, after `missing` attempts (1), 404,
   * or one of `refusals`. Throws InstroomError for anything else.
   */
  read(
    url: string,
    options: { doing: string; missing?: number; urgent?: boolean; refusals?: readonly number[] },
  ): Promise<GraphAnswer>;
}

export function createBatchReader(options: {
  root: string;
  batcher: Batcher;
  retry: Retry;
  patience: Patience;
}): BatchReader {
  const { root, batcher, retry, patience } = options;
  return {
    async read(url, { doing, missing = 1, urgent = false, refusals = [] }) {
      const answer = await retry(async (number) => {
        const value = await batcher.ask({ method: 'GET', url }, { urgent });
        const again = isOpen(value.status) || (value.status === 404 && number < missing);
        return again ? { kind: 'again', value, afterMs: retryAfterOf(value) } : { kind: 'final', value };
      }, patience);
      if (answer.status === 0) throw refuseSilence(new URL(root).origin, answer.failure);
      if (answer.status !== 200 && answer.status !== 404 && !refusals.includes(answer.status))
        throw refuseAnswer(doing, answer);
      return answer;
    },
  };
}

/** Whether asking again may give another answer. */
function isOpen(status: number): boolean {
  return status === 0 || status === 429 || isPassing(status);
}
