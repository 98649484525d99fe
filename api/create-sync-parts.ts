import type { Clock, Directory, Logger, Notifier, Progress } from '../models/ports.ts';
import type { Stores } from '../models/stores.ts';
import type { CompiledPolicy } from './engine/compiled-policy.ts';
import { type ConnectorPlace, createConnectorShelf } from './open-connectors.ts';
import { markPolicy, readPolicy } from './policy/read-policy.ts';
import type { SyncParts } from './sync/sync-parts.ts';

/** Puts together what runs need. */
export function createSyncParts(parts: {
  policyPath: string;
  stores: Stores;
  directory: Directory;
  notifier: Notifier;
  clock: Clock;
  logger: Logger;
  sources: Pick<ConnectorPlace, 'secrets' | 'memoryOf'>;
  progress?: Progress;
}): SyncParts {
  const { policyPath, sources, ...rest } = parts;
  return {
    ...rest,
    loadPolicy: createPolicyLoader(policyPath),
    connectorsOf: createConnectorShelf({ ...sources, clock: parts.clock, logger: parts.logger }),
  };
}

/** Reads the policy when its file or its golden people have changed since the last time, else gives the one already read. */
export function createPolicyLoader(path: string): () => Promise<CompiledPolicy> {
  let known: { mark: string; policy: CompiledPolicy } | null = null;
  return async () => {
    const mark = await markPolicy(path);
    if (known !== null && mark !== null && known.mark === mark) return known.policy;
    const policy = await readPolicy(path);
    if (mark !== null) known = { mark, policy };
    return policy;
  };
}
