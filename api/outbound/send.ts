import type { Outcome, Patience, Retry } from './retry.ts';
import { readRetryAfter } from './retry-after.ts';
import type { Throttle } from './throttle.ts';

/** An HTTP answer, read to its end. */
export interface HttpAnswer {
  status: number;
  headers: Headers;
  text: string;
}

/** How requests of one process go out. */
export interface Sending {
  throttle: Throttle;
  retry: Retry;
  patience: Patience;
  /** What one request takes of the throttle's budget; nothing when it is left out. */
  cost?: number;
}

type Attempt = { kind: 'answer'; answer: HttpAnswer } | { kind: 'none'; failure: unknown };

/**
 * Sends one request until there is an answer worth having, and returns the last one, whatever its status. Throws what
 * `exchange` threw when there was no answer at all. A 429 says that nothing was done, so it is repeated always, after a
 * pause that holds for everybody; a 5xx, a 408 or a lost connection leaves open what happened, so those are repeated
 * only when the request is `repeatable`. `isPassing` decides about answers whose status does not tell, such as faults of SOAP, which
 * are all a 500.
 */
export async function send(
  exchange: () => Promise<HttpAnswer>,
  options: Sending & { repeatable: boolean; isPassing?: (answer: HttpAnswer) => boolean },
): Promise<HttpAnswer> {
  const { throttle, retry, patience, repeatable, cost = 0 } = options;
  const passes = options.isPassing ?? (({ status }: HttpAnswer) => isPassing(status));
  const last = await retry<Attempt>(async () => {
    await throttle.takeTurn(cost);
    const attempt = await tryOnce(exchange);
    return judge(attempt, { throttle, repeatable, patience, passes });
  }, patience);
  if (last.kind === 'none') throw last.failure;
  return last.answer;
}

/** Whether a status may be another one a moment later. A 501 says what the server is, not how it feels. */
export function isPassing(status: number): boolean {
  return status === 408 || (status >= 500 && status !== 501);
}

async function tryOnce(exchange: () => Promise<HttpAnswer>): Promise<Attempt> {
  try {
    return { kind: 'answer', answer: await exchange() };
  } catch (failure) {
    return { kind: 'none', failure };
  }
}

function judge(
  attempt: Attempt,
  options: { throttle: Throttle; repeatable: boolean; patience: Patience; passes: (answer: HttpAnswer) => boolean },
): Outcome<Attempt> {
  const again = options.repeatable ? 'again' : 'final';
  if (attempt.kind === 'none') return { kind: again, value: attempt };
  const afterMs = readRetryAfter(attempt.answer.headers.get('retry-after'));
  if (attempt.answer.status === 429) {
    options.throttle.pause(afterMs ?? options.patience.firstWaitMs);
    return { kind: 'again', value: attempt, afterMs };
  }
  return options.passes(attempt.answer) ? { kind: again, value: attempt, afterMs } : { kind: 'final', value: attempt };
}
