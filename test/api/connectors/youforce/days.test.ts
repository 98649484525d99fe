import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  callRule,
  enoughAt,
  fillPurse,
  type Purpose,
  type Purse,
  type PurseRule,
  shares,
  tokenRule,
} from '../../../../api/connectors/youforce/purse.ts';
import { worlds } from '../../../play-worlds.ts';
import { assertKept, playDays } from './play-days.ts';

const dayMs = 86_400_000;

describe('one application of Youforce for five tenants', () => {
  it('keeps to calls, tokens and pace for a day, and loses no look', async function () {
    this.timeout(60_000);
    const days = await playDays({ tokenSeconds: 24 * 3600, days: 1 });
    assertKept(days);
    for (const [tenant, times] of days.readAt) assert.equal(times.length, days.polls, tenant);
  });

  it('divides the calls of a day, all of them and no more', () => {
    const sum = Object.values(shares).reduce((all, { atOnce, overDay }) => all + atOnce + overDay, 0);
    assert.ok(Math.abs(sum - 1) < 1e-9, String(sum));
  });

  it('never lets more go in any day or month than it may, however it is asked', () => {
    const purposes: Purpose[] = ['whole', 'changes', 'single', 'telling'];
    const asks = fc.array(
      fc.record({
        of: fc.nat(3),
        need: fc.integer({ min: 1, max: 600 }),
        pauseMs: fc.integer({ min: 0, max: 7_200_000 }),
      }),
      { minLength: 50, maxLength: 400 },
    );
    fc.assert(
      fc.property(asks, (all) => {
        const calls = play(
          purposes.map((purpose) => callRule(purpose, 6000)),
          all,
        );
        const tokens = play(
          [tokenRule(400)],
          all.map(({ need, pauseMs }) => ({ of: 0, need: 1 + (need % 3), pauseMs: pauseMs * 10 })),
        );
        assert.ok(mostWithin(calls, dayMs) <= 6000);
        assert.ok(mostWithin(tokens, 31 * dayMs) <= 400);
      }),
      worlds(50),
    );
  });

  it('lets everything go that it may, in the end', () => {
    const asks = Array.from({ length: 24 * 30 }, () => ({ of: 0, need: 120, pauseMs: 3_600_000 }));
    const taken = play([callRule('changes', 6000)], asks).reduce((sum, { need }) => sum + need, 0);
    assert.ok(taken >= 30 * 2880 && taken <= 30 * 2880 + 480, String(taken));
  });
});

interface Taken {
  atMs: number;
  need: number;
}

function play(rules: readonly PurseRule[], asks: readonly { of: number; need: number; pauseMs: number }[]): Taken[] {
  const purses: (Purse | null)[] = rules.map(() => null);
  const taken: Taken[] = [];
  let nowMs = 0;
  for (const { of, need, pauseMs } of asks) {
    nowMs += pauseMs;
    const rule = rules[of];
    if (rule === undefined) continue;
    const purse = fillPurse(purses[of] ?? null, rule, nowMs);
    const isEnough = enoughAt(purse, need, rule) === nowMs;
    purses[of] = isEnough ? { ...purse, level: purse.level - need } : purse;
    if (isEnough) taken.push({ atMs: nowMs, need });
  }
  return taken;
}

function mostWithin(taken: readonly Taken[], ms: number): number {
  return Math.max(
    0,
    ...taken.map(({ atMs }) =>
      taken.reduce((sum, one) => sum + (one.atMs >= atMs && one.atMs < atMs + ms ? one.need : 0), 0),
    ),
  );
}
