import type { HrConnector } from '../../models/hr-connector.ts';
import type { Clock, Directory, Logger, Notifier, Progress } from '../../models/ports.ts';
import type { Stores } from '../../models/stores.ts';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';

/** Everything a run needs from outside. The policy is read anew for each run. */
export interface SyncParts {
  loadPolicy(): Promise<CompiledPolicy>;
  connectorsOf(policy: CompiledPolicy): readonly HrConnector[];
  directory: Directory;
  stores: Stores;
  notifier: Notifier;
  clock: Clock;
  logger: Logger;
  progress?: Progress;
}
