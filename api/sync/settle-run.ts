import type { Run } from '../../models/run.ts';
import { believeSources } from './source-profiles.ts';
import type { SyncParts } from './sync-parts.ts';

type SettleParts = Pick<SyncParts, 'stores' | 'directory'>;

const settingOf = (parts: SettleParts): string => `settled-at:${parts.directory.identify().key}`;

/** Ended grants are looked at for so long at least: somebody may have been set aside when the end was carried out for others. */
const lookBackMs = 30 * 86_400_000;

/**
 * Notes what a run that went through as a whole has settled: its sources were believed, and what had ended by its moment is carried
 * out. Somebody who let a part go said nothing about the rest.
 */
export async function settleRun(run: Run, parts: SettleParts): Promise<void> {
  if (run.state !== 'finished' || (run.decision?.release ?? null) !== null) return;
  await believeSources(run, parts);
  if (run.now !== null && run.results.failed + run.results.skipped === 0)
    await parts.stores.settings.set(settingOf(parts), run.now);
}

/**
 * The instant from which grants are looked at by a plan for `now`. A grant that is over still says what has to be taken away, until a
 * run has done it.
 */
export async function grantsSince(now: string, parts: SettleParts): Promise<string> {
  const settledAt = await parts.stores.settings.get(settingOf(parts));
  const settledMs = typeof settledAt === 'string' ? Date.parse(settledAt) : 0;
  return new Date(Math.min(settledMs, Date.parse(now) - lookBackMs)).toISOString();
}
