import { z } from 'zod';
import type { SettingStore } from '../../models/stores.ts';

/** What was told about a joiner: `mark` changes with everything that is worth hearing. */
const FollowedJoiner = z.object({
  name: z.string(),
  startsOn: z.string(),
  mark: z.string(),
  firstDayTold: z.boolean(),
});
export type FollowedJoiner = z.infer<typeof FollowedJoiner>;

const setting = 'joiners-followed';

/** Those about whom HR was told, by person key: a few hundred at the most. */
export async function loadFollowed(settings: Pick<SettingStore, 'get'>): Promise<Map<string, FollowedJoiner>> {
  const kept = z.record(z.string(), FollowedJoiner).safeParse(await settings.get(setting));
  return new Map(Object.entries(kept.data ?? {}));
}

export async function saveFollowed(
  settings: Pick<SettingStore, 'set'>,
  followed: ReadonlyMap<string, FollowedJoiner>,
): Promise<void> {
  await settings.set(setting, Object.fromEntries(followed));
}
