import type { HrReading } from '../../models/person.ts';
import type { SyncParts } from './sync-parts.ts';

type StoreParts = Pick<SyncParts, 'stores'>;

const settingOf = (sourceId: string): string => `read-at:${sourceId}`;

/** Writes down when everybody of a source was read, before anything follows from it. */
export async function saveReadAt({ sourceId, readAt }: HrReading, { stores }: StoreParts): Promise<void> {
  await stores.settings.set(settingOf(sourceId), readAt);
}

/** When everybody of a source was last read by a run (instant); null when nobody ever was. */
export async function loadReadAt(sourceId: string, { stores }: StoreParts): Promise<string | null> {
  const at = await stores.settings.get(settingOf(sourceId));
  return typeof at === 'string' ? at : null;
}
