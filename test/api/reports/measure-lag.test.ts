import assert from 'node:assert/strict';
import { measureLag } from '../../../api/reports/measure-lag.ts';
import { newRun } from '../../../api/sync/create-run-service.ts';
import type { Run } from '../../../models/run.ts';

const begin = Date.parse('2026-11-24T08:00:00.000Z');
const after = (ms: number): string => new Date(begin + ms).toISOString();
const by = { kind: 'system', id: 'instroom', name: 'Instroom' } as const;

/** An express run that was done so many ms after the change. */
function makeRun(
  id: number,
  endedMs: number,
  more: Partial<Run> = {},
  source: Partial<Run['sources'][number]> = {},
): Run {
  const sources = [{ sourceId: 'hr', readAt: after(5), changedAt: after(0), people: 1, setAside: 0, ...source }];
  const results = { done: 1, already: 0, failed: 0, skipped: 0 };
  const scope = [{ sourceId: 'hr', personKeys: ['P1'] }];
  const ended = { state: 'finished', finishedAt: after(endedMs), results, sources, scope } as const;
  return { ...newRun({ trigger: 'webhook', by, at: after(1) }), ...ended, id: String(id), ...more };
}

describe('the lag of a source', () => {
  it('is that of the newest run that carried a change, with the middle and the slow end of the last ones', () => {
    const runs = Array.from({ length: 20 }, (_, index) => makeRun(index + 1, (index + 1) * 100));
    assert.deepEqual(measureLag('hr', runs), { lagMs: 2000, lags: { count: 20, p50Ms: 1000, p95Ms: 1900 } });
  });

  it('counts from when the source told us where it does not say when it changed', () => {
    const told = makeRun(1, 700, {}, { changedAt: null, toldAt: after(200) });
    assert.equal(measureLag('hr', [told]).lagMs, 500);
  });

  it('says nothing of what changed nothing, of other sources, or of what a run found by chance', () => {
    const nothing = makeRun(3, 700, { results: { done: 0, already: 0, failed: 0, skipped: 0 } });
    assert.deepEqual(measureLag('hr', [nothing]), { lagMs: null });
    assert.deepEqual(measureLag('other', [makeRun(1, 100)]), { lagMs: null });
    const found = makeRun(2, 900_000, { trigger: 'schedule', scope: null });
    assert.equal(measureLag('hr', [found, makeRun(1, 100)]).lagMs, null);
    assert.equal(measureLag('hr', [makeRun(3, 800, { trigger: 'schedule' })]).lagMs, 800, 'a poll is no chance');
  });
});
