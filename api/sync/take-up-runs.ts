import type { SyncParts } from './sync-parts.ts';

/**
 * Asks for work on every run over everybody that has not come to an end: a process may have died between writing a run down and asking for the
 * work on it. Asking twice is harmless.
 */
export async function takeUpRuns(parts: Pick<SyncParts, 'stores' | 'clock'>): Promise<number> {
  const open = await parts.stores.runs.list({
    limit: 1000,
    states: ['waiting', 'planning', 'applying'],
    about: 'everybody',
  });
  const notBefore = parts.clock.now().toISOString();
  for (const run of open) {
    await parts.stores.jobs.ask({
      kind: run.state === 'applying' ? 'apply-run' : 'plan-run',
      runId: run.id,
      notBefore,
    });
  }
  return open.length;
}
