import assert from 'node:assert/strict';
import { assertKept, playDays } from '../../api/connectors/youforce/play-days.ts';

const hourMs = 3_600_000;

describe('a month of Youforce: one application, five tenants, looked at every quarter of an hour', () => {
  it('keeps to 6,000 calls a day, 400 tokens a month and 0.6 s, and loses no look', async function () {
    this.timeout(1_200_000);
    const month = await playDays({ tokenSeconds: 24 * 3600, days: 31 });
    assertKept(month);
    for (const [tenant, times] of month.readAt)
      assert.ok(times.length >= month.polls * 0.99, `${tenant} was read ${times.length} times of ${month.polls}`);
  });

  it('shares what there is where tokens end after an hour, so that no tenant goes without', async function () {
    this.timeout(1_200_000);
    const month = await playDays({ tokenSeconds: 3600, days: 31 });
    assertKept(month);
    for (const [tenant, times] of month.readAt) {
      const longest = Math.max(...times.map((at, index) => at - (times[index - 1] ?? at)));
      assert.ok(longest <= 14 * hourMs, `${tenant} waited ${longest / hourMs} hours`);
    }
  });
});
