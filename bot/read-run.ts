import type { Reports } from '../models/ports.ts';
import type { RunReport } from '../models/report.ts';

/** As many operations as a card of a run shows. */
const shownOperations = 10;

/** Of a run that was held back in part, so many are looked through for some that were not. */
const lookedThrough = 1000;

/**
 * A run as it is now, with the operations that a card has room for, what a decision held back coming last; null when there is no such
 * run.
 */
export async function readRun(runId: string, parts: { reports: Reports }): Promise<RunReport | null> {
  const report = await parts.reports.run(runId, { skip: 0, limit: shownOperations });
  if (report === null || (report.run.held ?? 0) === 0) return report;
  const more = await parts.reports.run(runId, { skip: 0, limit: lookedThrough });
  const { operations } = more ?? report;
  const isHeld = ({ result }: (typeof operations)[number]) => result?.error?.code === 'held-back';
  const [gone, held] = [operations.filter((entry) => !isHeld(entry)), operations.filter(isHeld)];
  return { ...report, operations: [...gone, ...held].slice(0, shownOperations) };
}
