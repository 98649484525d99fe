import { freezeSetting, Pause, pausedSetting } from '../../models/desk.ts';
import type { SyncParts } from './sync-parts.ts';

type PauseParts = Pick<SyncParts, 'stores'>;

/** Who paused Instroom, when and why; null while it is not. What is written down and cannot be read counts as a pause. */
export async function loadPause({ stores }: PauseParts): Promise<Pause | null> {
  const stored = await stores.settings.get(pausedSetting);
  if (stored === null || stored === undefined) return null;
  const read = Pause.safeParse(stored);
  if (read.success) return read.data;
  return { by: { kind: 'system', id: 'instroom', name: 'Instroom' }, at: new Date(0).toISOString(), reason: null };
}

/** The instant until which leavers keep what they have; null when they do not. */
export async function loadFreeze({ stores }: PauseParts): Promise<string | null> {
  const until = await stores.settings.get(freezeSetting);
  return typeof until === 'string' && !Number.isNaN(Date.parse(until)) ? new Date(until).toISOString() : null;
}
