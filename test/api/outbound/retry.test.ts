import assert from 'node:assert/strict';
import { createRetry, longestWait } from '../../../api/outbound/retry.ts';

const patience = { attempts: 5, firstWaitMs: 100, longestWaitMs: 300 };

function recordSleeps() {
  const sleeps: number[] = [];
  const sleep = async (ms: number) => {
    sleeps.push(ms);
  };
  return { sleeps, sleep };
}

describe('retry', () => {
  it('stops at the first final value', async () => {
    const { sleeps, sleep } = recordSleeps();
    const retry = createRetry({ sleep, random: () => 1 });
    const value = await retry(
      async (number) => (number === 3 ? { kind: 'final', value: number } : { kind: 'again', value: number }),
      patience,
    );
    assert.equal(value, 3);
    assert.deepEqual(sleeps, [100, 200]);
  });

  it('gives the last value when patience is at its end', async () => {
    const { sleeps, sleep } = recordSleeps();
    const retry = createRetry({ sleep, random: () => 1 });
    assert.equal(await retry(async (number) => ({ kind: 'again', value: number }), patience), 5);
    assert.deepEqual(sleeps, [100, 200, 300, 300]);
  });

  it('spreads waits over the whole limit, and keeps a wait that was asked for in full', async () => {
    const { sleeps, sleep } = recordSleeps();
    const retry = createRetry({ sleep, random: () => 0 });
    await retry(async (number) => ({ kind: 'again', value: null, afterMs: number === 1 ? null : 1500 }), {
      ...patience,
      attempts: 3,
    });
    assert.deepEqual(sleeps, [0, 1500]);
  });

  it('lets a throw through at once', async () => {
    const { sleeps, sleep } = recordSleeps();
    const retry = createRetry({ sleep });
    await assert.rejects(
      retry(async () => {
        throw new Error('broken');
      }, patience),
      /broken/,
    );
    assert.deepEqual(sleeps, []);
  });

  it('never waits longer than the longest', () => {
    assert.equal(longestWait(1, patience), 100);
    assert.equal(longestWait(60, patience), 300);
  });
});
