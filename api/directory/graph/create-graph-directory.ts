import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { TokenCredential } from '@azure/identity';
import type { Clock, Directory, Logger, Progress } from '../../../models/ports.ts';
import { createRetry } from '../../outbound/retry.ts';
import { createThrottle } from '../../outbound/throttle.ts';
import { applyOperations, type OpenWriting } from './apply-operations.ts';
import { createBatcher } from './batcher.ts';
import { createGraphClient } from './client.ts';
import { findAuthors } from './find-authors.ts';
import { installApp } from './install-app.ts';
import { GRAPH_LIMITS, type GraphLimits } from './limits.ts';
import { createPassDesk } from './pass-desk.ts';
import { readAccountsById } from './read-back.ts';
import { readChanges } from './read-changes.ts';
import { readEverything } from './read-everything.ts';
import { createBatchReader } from './read-through-batch.ts';
import type { Reading } from './reading.ts';

export interface GraphDirectoryOptions {
  /** Where Graph lives, without `/v1.0`: `https://graph.microsoft.com` or another cloud's. */
  baseUrl: string;
  /** Null only for a sandbox on this machine. */
  credential: TokenCredential | null;
  /** The app registration we are, to tell our own writes from others'; null when it is not known. */
  clientId?: string | null;
  tenantKey: string;
  name: string;
  isSandbox: boolean;
  clock: Clock;
  logger: Logger;
  sleep?: (ms: number) => Promise<void>;
  limits?: Partial<GraphLimits>;
}

/**
 * Entra ID through Microsoft Graph. One retry and one throttle serve everything that goes through this directory, so
 * there should be one of them in a process. Throws InstroomError `configuration` for an address that a token must not
 * be sent to.
 */
export function createGraphDirectory(options: GraphDirectoryOptions): Directory {
  const { clock, logger, sleep = delay } = options;
  const limits: GraphLimits = { ...GRAPH_LIMITS, ...options.limits };
  const { patience, batchesInFlight } = limits;
  const retry = createRetry({ sleep });
  const throttle = createThrottle({ ...limits, sleep });
  const provisionThrottle = createThrottle({
    writesAtOnce: limits.provisionsAtOnce,
    writesPerSecond: limits.provisionsPerSecond,
    sleep,
  });
  const auditThrottle = createThrottle({
    writesAtOnce: limits.auditsAtOnce,
    writesPerSecond: limits.auditsPerSecond,
    sleep,
  });
  const connect = createGraphClient({ ...options, ...limits, sending: { throttle, retry, patience } });

  function openReading(progress: Progress = () => undefined): Reading {
    const connection = connect(`read-${randomUUID()}`);
    const batcher = createBatcher({ connection, throttle, batchesInFlight });
    const reader = createBatchReader({ root: connection.root, batcher, retry, patience });
    return { connection, reader, clock, progress };
  }

  const openWriting: OpenWriting = ({ runId, accountIds, intend, lane }, end) => {
    const connection = connect(`run-${runId}`);
    const batcher = createBatcher({ connection, throttle, batchesInFlight, announce: intend, lane: lane ?? 'bulk' });
    const reader = createBatchReader({ root: connection.root, batcher, retry, patience });
    return {
      connection,
      batcher,
      reader,
      retry,
      limits,
      clock,
      logger,
      end,
      accountIds: new Map(accountIds),
      recentIds: new Set(),
      failedPeople: new Map(),
      failedRoles: new Set(),
      provisioning: {
        throttle: provisionThrottle,
        batcher: createBatcher({ connection, throttle, batchesInFlight: limits.provisionsAtOnce, announce: intend }),
      },
      hireDate: { isTakenAlong: true },
    };
  };

  let saidNoDelta = false;
  const catalogue = new Map<string, string>();
  return {
    identify: () => ({ key: options.tenantKey, name: options.name, isSandbox: options.isSandbox }),
    async read({ previous, progress, ...ask }) {
      const reading = openReading(progress);
      const changes = previous === null ? null : await readChanges(previous, ask, reading);
      if (changes !== null) return changes;
      const whole = await readEverything(ask, reading);
      if (whole.mirror.usersDeltaLink === null && !saidNoDelta) {
        saidNoDelta = true;
        logger.info({ directory: options.tenantKey }, 'Entra gives no delta here; every reading is a full one');
      }
      return whole;
    },
    apply: (ask) => applyOperations(ask, openWriting),
    findAuthors: (changes) =>
      findAuthors(changes, { ...openReading(), throttle: auditThrottle, clientId: options.clientId ?? null }),
    installTeamsApp: (ask) => {
      const connection = connect(`install-${randomUUID()}`);
      const batcher = createBatcher({ connection, throttle, batchesInFlight });
      return installApp(ask, { batcher, root: connection.root, catalogue });
    },
    ...createPassDesk({ connect, retry, sleep, clock, limits }),
    readBack: (accountIds) => readAccountsById(accountIds, openReading()),
  };
}
