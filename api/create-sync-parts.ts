import type { Clock, Directory, Logger, Notifier, Progress } from '../models/ports.ts';
import type { Stores } from '../models/stores.ts';
import { type ConnectorPlace, createConnectorShelf } from './open-connectors.ts';
import type { PolicyKeeper } from './policy/create-policy-keeper.ts';
import type { SyncParts } from './sync/sync-parts.ts';

/** Puts together what runs need. */
export function createSyncParts(parts: {
  policies: Pick<PolicyKeeper, 'load'>;
  stores: Stores;
  directory: Directory;
  notifier: Notifier;
  clock: Clock;
  logger: Logger;
  sources: Pick<ConnectorPlace, 'secrets' | 'memoryOf'>;
  progress?: Progress;
}): SyncParts {
  const { policies, sources, ...rest } = parts;
  return {
    ...rest,
    loadPolicy: policies.load,
    connectorsOf: createConnectorShelf({
      ...sources,
      scimUsers: parts.stores.scimUsers,
      clock: parts.clock,
      logger: parts.logger,
    }),
  };
}
