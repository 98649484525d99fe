import type { SyncParts } from '../sync-parts.ts';

type FollowUpParts = Pick<SyncParts, 'stores' | 'directory' | 'clock'>;

/** So soon after an express run everybody is looked at: others may be affected, such as those whose manager somebody is. */
const followUpMs = 5 * 60_000;

const settingOf = (parts: Pick<FollowUpParts, 'directory'>): string => `follow-up:${parts.directory.identify().key}`;

/** Asks for a run over everybody within five minutes. Who asks again meanwhile does not push it back. */
export async function askFollowUp(parts: FollowUpParts): Promise<void> {
  if ((await loadFollowUp(parts)) !== null) return;
  const at = new Date(parts.clock.now().getTime() + followUpMs).toISOString();
  await parts.stores.settings.set(settingOf(parts), at);
}

/** When everybody is to be looked at because of express runs (instant); null when there is no need. */
export async function loadFollowUp(parts: Pick<FollowUpParts, 'stores' | 'directory'>): Promise<string | null> {
  const at = await parts.stores.settings.get(settingOf(parts));
  return typeof at === 'string' ? at : null;
}

/** A run over everybody that began to look after this was asked for has done it. */
export async function settleFollowUp(asked: string | null, parts: FollowUpParts): Promise<void> {
  if (asked !== null && (await loadFollowUp(parts)) === asked) await parts.stores.settings.set(settingOf(parts), null);
}
