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

describe('the lanes of a throttle', () => {
  it('leave express a part of the budget that bulk never takes, and never pass it together', async () => {
    let at = 0;
    let wentBulk = 0;
    const throttle = createThrottle({
      writesAtOnce: 10,
      writesPerSecond: 5,
      writesForExpress: 4,
      now: () => at,
      sleep: async (ms) => {
        wentBulk = at + ms;
      },
    });
    await throttle.takeTurn(6);
    assert.equal(wentBulk, 0, 'what is not kept for express goes at once');
    await throttle.takeTurn(5);
    assert.equal(wentBulk, 1000, 'the rest waits');
    wentBulk = 0;
    at = 1000;
    await throttle.takeTurn(4, 'express');
    assert.equal(wentBulk, 0, 'express does not');
    await throttle.takeTurn(1);
    assert.equal(wentBulk, 1000 + 1000, 'and bulk waits for what express took');
  });
});
