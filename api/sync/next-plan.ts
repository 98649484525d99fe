import type { SyncParts } from './sync-parts.ts';

type PlanParts = Pick<SyncParts, 'stores' | 'directory'>;

const settingOf = (parts: PlanParts): string => `next-plan-at:${parts.directory.identify().key}`;

/** Writes down when the plan of this directory changes by itself; null when only HR, the policy or a grant can change it. */
export async function saveNextPlan(at: string | null, parts: PlanParts): Promise<void> {
  await parts.stores.settings.set(settingOf(parts), at);
}

/** The instant at which the plan of this directory changes by itself, as the last plan worked it out. */
export async function loadNextPlan(parts: PlanParts): Promise<string | null> {
  const at = await parts.stores.settings.get(settingOf(parts));
  return typeof at === 'string' ? at : null;
}
