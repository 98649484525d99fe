import type { HrConnector } from '../../../models/hr-connector.ts';
import type { Notice } from '../../../models/notice.ts';
import type { Clock, RunService } from '../../../models/ports.ts';
import type { Stores } from '../../../models/stores.ts';
import { system } from '../audit-run.ts';
import { canReadSome } from './read-some.ts';
import { mostPeople } from './work-express.ts';

/** That something changed in a source. `personKeys` is null when nobody is named. */
export interface Change {
  sourceId: string;
  personKeys: readonly string[] | null;
  trigger: Notice['trigger'];
  /** Since when it has been known (instant); now without it. */
  at?: string;
}

interface TellParts {
  stores: Pick<Stores, 'notices'>;
  runs: Pick<RunService, 'start'>;
  connectorOf(sourceId: string): Promise<HrConnector | undefined>;
  isPaused(): Promise<boolean>;
  /** Looks now at a source that is looked at every so often; false when that is none. */
  poll(sourceId: string): boolean;
  /** Called when there is something for the express worker. */
  wake(): void;
  newId(): string;
  clock: Clock;
}

/**
 * Takes notice of a change: written down for an express run when it names a few people of a source that can be asked for some; otherwise the
 * source is looked at as a whole. Whatever is returned from here is on disk. While Instroom is paused nothing is asked for: everybody is looked
 * at when it goes on.
 */
export async function tellChange(change: Change, parts: TellParts): Promise<void> {
  if (await parts.isPaused()) return;
  const { sourceId, personKeys, trigger, at = parts.clock.now().toISOString() } = change;
  const keys = [...new Set(personKeys ?? [])];
  if (keys.length > 0 && keys.length <= mostPeople) {
    const connector = await parts.connectorOf(sourceId);
    if (connector !== undefined && canReadSome(connector)) {
      await parts.stores.notices.add({ id: parts.newId(), sourceId, personKeys: keys, at, trigger });
      parts.wake();
      return;
    }
  }
  if (personKeys === null && parts.poll(sourceId)) return;
  await parts.runs.start({ trigger, by: system });
}
