import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { parsePolicy } from '../../../api/policy/read-policy.ts';
import { startSchedule } from '../../../api/sync/schedule.ts';
import type { RunService } from '../../../models/ports.ts';
import type { RunTrigger } from '../../../models/run.ts';

const quiet = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };

describe('the schedule', () => {
  it('looks as often as a source wants that cannot tell by itself, until it is stopped', async () => {
    const asked: RunTrigger[] = [];
    const runs = {
      start: async ({ trigger }: { trigger: RunTrigger }) => asked.push(trigger),
    } as unknown as RunService;
    const text = 'version: 1\ndomain: a.nl\nschedule: []\nsource: { id: hr, connector: csv, folder: ./hr }';
    const schedule = startSchedule(runs, {
      policy: parsePolicy(text, { name: 'instroom.yaml', folder: '/' }),
      watchPaths: [],
      polls: [10],
      nextPlanAt: async () => null,
      clock: { now: () => new Date() },
      logger: quiet,
    });
    for (let tries = 0; asked.length < 3 && tries < 500; tries++) await sleep(5);
    await schedule.stop();
    const count = asked.length;
    await sleep(50);
    assert.ok(count >= 3 && asked.length === count && asked.every((trigger) => trigger === 'schedule'));
  });
});
