import assert from 'node:assert/strict';
import { createRetry } from '../../../api/outbound/retry.ts';
import { type HttpAnswer, send } from '../../../api/outbound/send.ts';
import { createThrottle } from '../../../api/outbound/throttle.ts';

type Step = number | Error | { status: number; retryAfter: string };

function play(steps: Step[], repeatable: boolean) {
  const sleeps: number[] = [];
  const sleep = async (ms: number) => {
    sleeps.push(ms);
  };
  const throttle = createThrottle({ writesAtOnce: 1, writesPerSecond: 1, now: () => 0, sleep });
  const options = {
    throttle,
    retry: createRetry({ sleep, random: () => 0 }),
    patience: { attempts: 4, firstWaitMs: 10, longestWaitMs: 10 },
    repeatable,
  };
  let sent = 0;
  const exchange = async (): Promise<HttpAnswer> => {
    const step = steps[sent++] ?? 200;
    if (step instanceof Error) throw step;
    const { status, retryAfter } = typeof step === 'number' ? { status: step, retryAfter: null } : step;
    return { status, headers: new Headers(retryAfter === null ? {} : { 'retry-after': retryAfter }), text: '' };
  };
  return { result: send(exchange, options), sentTimes: () => sent, sleeps };
}

describe('send', () => {
  it('repeats what may be repeated until there is an answer', async () => {
    const { result, sentTimes } = play([503, new Error('reset'), 500], true);
    assert.equal((await result).status, 200);
    assert.equal(sentTimes(), 4);
  });

  it('does not repeat a request that may have been carried out', async () => {
    const { result, sentTimes } = play([504], false);
    assert.equal((await result).status, 504);
    assert.equal(sentTimes(), 1);
    const lost = play([new Error('reset')], false);
    await assert.rejects(lost.result, /reset/);
    assert.equal(lost.sentTimes(), 1);
  });

  it('repeats any request that was throttled, after a pause for everybody', async () => {
    const { result, sentTimes, sleeps } = play([{ status: 429, retryAfter: '3' }], false);
    assert.equal((await result).status, 200);
    assert.equal(sentTimes(), 2);
    assert.ok(sleeps.includes(3000));
  });

  it('gives an answer that will not change at once', async () => {
    for (const status of [404, 501]) {
      const { result, sentTimes } = play([status], true);
      assert.equal((await result).status, status);
      assert.equal(sentTimes(), 1);
    }
  });

  it('gives up after the last attempt', async () => {
    assert.equal((await play([503, 503, 503, 503], true).result).status, 503);
    await assert.rejects(
      play(
        [1, 2, 3, 4].map((n) => new Error(`reset ${n}`)),
        true,
      ).result,
      /reset 4/,
    );
  });
});
