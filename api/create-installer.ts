import { z } from 'zod';
import type { Clock, Directory, InstallOutcome } from '../models/ports.ts';
import type { SettingStore } from '../models/stores.ts';

/** Nobody is given the app more often than this. */
const restMs = 24 * 3_600_000;

const Tried = z.object({ at: z.string(), outcome: z.enum(['installed', 'refused']), status: z.number() });

/**
 * Gives people the app in Teams, once a day at the most: Teams then tells the bot, and what waits is brought. What came of it is kept, so
 * that every letter to the same person need not ask again.
 */
export function createInstaller(
  manifestId: string,
  parts: { directory: Pick<Directory, 'installTeamsApp'>; settings: Pick<SettingStore, 'get' | 'set'>; clock: Clock },
): (aadObjectId: string) => Promise<InstallOutcome> {
  const { directory, settings, clock } = parts;
  return async (accountId) => {
    const setting = `teams-app-given:${accountId}`;
    const now = clock.now();
    const { data: tried } = Tried.safeParse(await settings.get(setting));
    if (tried !== undefined && now.getTime() - Date.parse(tried.at) < restMs)
      return tried.outcome === 'installed' ? { kind: 'installed' } : { kind: 'refused', status: tried.status };
    const outcome = await directory.installTeamsApp({ accountId, manifestId });
    if (outcome.kind === 'no-answer') return outcome;
    const status = outcome.kind === 'refused' ? outcome.status : 201;
    const keepUntil = new Date(now.getTime() + restMs).toISOString();
    await settings.set(setting, { at: now.toISOString(), outcome: outcome.kind, status }, keepUntil);
    return outcome;
  };
}
