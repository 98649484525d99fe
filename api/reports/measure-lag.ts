import type { StatusReport } from '../../models/report.ts';
import type { Run } from '../../models/run.ts';

type Lag = Pick<StatusReport['sources'][number], 'lagMs' | 'lags'>;

/**
 * From the change in a source to the end of the run that carried it: of the newest such run, and of the last ones together. Where the source does
 * not say when it changed, from when it told us.
 * @param runs - over everybody and express, in any order
 */
export function measureLag(sourceId: string, runs: readonly Run[]): Lag {
  const newestFirst = [...runs].sort((a, b) => Number(b.id) - Number(a.id));
  const found = newestFirst.flatMap((run) => lagOf(sourceId, run) ?? []);
  const [newest] = found;
  const sorted = found.flatMap((lag) => (lag === 'unknown' ? [] : lag)).sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  const lags = sorted.length === 0 ? {} : { lags: { count: sorted.length, p50Ms: at(0.5), p95Ms: at(0.95) } };
  return { lagMs: newest === undefined || newest === 'unknown' ? null : newest, ...lags };
}

/** In ms; unknown when it was found by chance some time after the change; null when the run carried nothing of that source. */
function lagOf(sourceId: string, run: Run): number | 'unknown' | null {
  const source = run.sources.find((entry) => entry.sourceId === sourceId);
  const isTold = run.trigger === 'file' || run.trigger === 'webhook';
  const since = source?.changedAt ?? (isTold ? source?.toldAt : undefined) ?? null;
  if (run.state !== 'finished' || run.results.done === 0 || run.finishedAt === null || since === null) return null;
  const isPolled = run.trigger === 'schedule' && (run.scope ?? null) !== null;
  return isTold || isPolled ? Math.max(Date.parse(run.finishedAt) - Date.parse(since), 0) : 'unknown';
}
