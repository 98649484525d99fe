import type { Operation, OperationResult } from '../../../models/plan.ts';
import type { Clock, Logger } from '../../../models/ports.ts';
import type { Retry } from '../../outbound/retry.ts';
import type { Throttle } from '../../outbound/throttle.ts';
import type { Batcher } from './batcher.ts';
import type { GraphConnection } from './client.ts';
import type { GraphLimits } from './limits.ts';
import type { BatchReader } from './read-through-batch.ts';

/** How an operation ended, before it is written down. */
export interface Ending {
  kind: OperationResult['kind'];
  accountId: string | null;
  error?: NonNullable<OperationResult['error']>;
}

/** What every part of one application of a plan works with. */
export interface Writing {
  connection: GraphConnection;
  batcher: Batcher;
  reader: BatchReader;
  retry: Retry;
  limits: GraphLimits;
  clock: Clock;
  logger: Logger;
  /** Person key to account id; grows as accounts are made. */
  accountIds: Map<string, string>;
  /** Accounts made or restored just now: Graph may not know them everywhere yet. */
  recentIds: Set<string>;
  /** People whose account could not be made or restored, with the reason. */
  failedPeople: Map<string, string>;
  /** Accounts and apps of roles that could not be given or taken, as `roleKey` writes them. */
  failedRoles: Set<string>;
  /** Provisioning on demand has limits of its own, and is too slow to share a batch with anything else. */
  provisioning: { throttle: Throttle; batcher: Batcher };
  /** Whether Graph takes the hire date together with the rest; it turns false when Graph refused it once. */
  hireDate: { isTakenAlong: boolean };
  /** Hands a result out, at once. */
  end(operation: Operation, ending: Ending): void;
}
