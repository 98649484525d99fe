import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Alarm, startAlarm } from '../../../api/sync/start-alarm.ts';

const quiet = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };
const start = Date.parse('2026-11-24T08:00:00.000Z');
const inMs = (ms: number): string => new Date(start + ms).toISOString();

describe('the alarm for the next plan', () => {
  let nowMs: number;
  let next: string | null | Error;
  let rings: number[];
  let alarm: Alarm;
  beforeEach(() => {
    nowMs = start;
    next = null;
    rings = [];
    alarm = startAlarm(
      { clock: { now: () => new Date(nowMs) }, logger: quiet },
      {
        nextAt: async () => {
          if (next instanceof Error) throw next;
          return next;
        },
        ring: () => rings.push(nowMs - start),
        lookMs: 2,
      },
    );
  });
  afterEach(() => alarm.stop());

  /** Lets the clock show a time, and the alarm look at it. */
  async function at(ms: number): Promise<void> {
    nowMs = start + ms;
    await sleep(25);
  }

  it('rings when the moment has come, not before, and once for it', async () => {
    next = inMs(90_000);
    await at(89_999);
    assert.deepEqual(rings, []);
    await at(90_000);
    await at(400_000);
    assert.deepEqual(rings, [90_000]);
  });

  it('follows a moment that another run worked out, sooner or later', async () => {
    next = inMs(400 * 86_400_000);
    await at(0);
    next = inMs(5000);
    await at(5000);
    next = inMs(200_000);
    await at(199_000);
    await at(200_001);
    assert.deepEqual(rings, [5000, 200_001]);
  });

  it('rings at most once a minute', async () => {
    next = inMs(0);
    await at(1);
    next = inMs(2000);
    await at(30_000);
    assert.equal(rings.length, 1);
    await at(60_001);
    assert.equal(rings.length, 2);
  });

  it('goes on when the moment cannot be had for a while, and stops when it is told', async () => {
    next = new Error('the store does not answer');
    await at(0);
    next = inMs(10);
    await at(20);
    assert.equal(rings.length, 1);
    alarm.stop();
    next = inMs(100_000);
    await at(200_000);
    assert.equal(rings.length, 1);
  });
});
