import type { Reports } from '../models/ports.ts';
import type { RunReport } from '../models/report.ts';

/** As many operations as a card of a run shows. */
const shownOperations = 10;

/** A run as it is now, with the operations that a card has room for; null when there is no such run. */
export function readRun(runId: string, parts: { reports: Reports }): Promise<RunReport | null> {
  return parts.reports.run(runId, { skip: 0, limit: shownOperations });
}
