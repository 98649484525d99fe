import assert from 'node:assert/strict';
import { createThrottle } from '../../../api/outbound/throttle.ts';

function openThrottle() {
  let at = 0;
  const sleeps: number[] = [];
  const throttle = createThrottle({
    writesAtOnce: 10,
    writesPerSecond: 5,
    now: () => at,
    sleep: async (ms) => {
      sleeps.push(ms);
      at += ms;
    },
  });
  return { throttle, sleeps, pass: (ms: number) => (at += ms) };
}

describe('throttle', () => {
  it('lets the first writes go at once and paces the rest', async () => {
    const { throttle, sleeps } = openThrottle();
    await throttle.takeTurn(10);
    assert.deepEqual(sleeps, []);
    await throttle.takeTurn(10);
    assert.deepEqual(sleeps, [2000]);
  });

  it('fills up again with time, but never above its size', async () => {
    const { throttle, sleeps, pass } = openThrottle();
    await throttle.takeTurn(10);
    pass(60_000);
    await throttle.takeTurn(10);
    await throttle.takeTurn(1);
    assert.deepEqual(sleeps, [200]);
  });

  it('holds back reads and writes alike during a pause, once', async () => {
    const { throttle, sleeps } = openThrottle();
    throttle.pause(700);
    throttle.pause(300);
    await throttle.takeTurn(0);
    await throttle.takeTurn(1);
    assert.deepEqual(sleeps, [700]);
  });

  it('does not let what comes in during a pause go at once after it', async () => {
    const { throttle, sleeps } = openThrottle();
    await throttle.takeTurn(10);
    throttle.pause(60_000);
    await throttle.takeTurn(10);
    await throttle.takeTurn(10);
    assert.deepEqual(sleeps, [60_000, 2000]);
  });

  it('waits on when a pause is made longer meanwhile', async () => {
    let at = 0;
    const sleeps: number[] = [];
    const throttle = createThrottle({
      writesAtOnce: 1,
      writesPerSecond: 1,
      now: () => at,
      sleep: async (ms) => {
        if (sleeps.length === 0) throttle.pause(900);
        sleeps.push(ms);
        at += ms;
      },
    });
    throttle.pause(500);
    await throttle.takeTurn(0);
    assert.deepEqual(sleeps, [500, 400]);
  });
});
