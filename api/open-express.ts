import { randomUUID } from 'node:crypto';
import type { HrConnector } from '../models/hr-connector.ts';
import type { RunService } from '../models/ports.ts';
import { createPolls } from './sync/express/poll-sources.ts';
import { createLatestReadings } from './sync/express/read-some.ts';
import { type Change, tellChange } from './sync/express/tell-change.ts';
import { startExpressWorker } from './sync/express/work-express.ts';
import type { SyncParts } from './sync/sync-parts.ts';
import type { Worker } from './sync/work.ts';

/** What is told of single people, and who looks at them. Told before it was started, it waits in the store. */
export interface Express {
  tell(change: Change): Promise<void>;
  start(): void;
  /** Looks at these sources every so often from now on, those that bear it. */
  follow(connectors: readonly HrConnector[]): Promise<void>;
  /** Finishes the express run in hand. */
  stop(): Promise<void>;
}

export function openExpress(
  sync: SyncParts,
  parts: { runs: Pick<RunService, 'start'>; isPaused(): Promise<boolean>; owner: string },
): Express {
  const latest = createLatestReadings();
  let worker: Worker | null = null;
  const tell = (change: Change): Promise<void> =>
    tellChange(change, {
      ...parts,
      stores: sync.stores,
      connectorOf: async (sourceId) =>
        sync.connectorsOf(await sync.loadPolicy()).find((connector) => connector.sourceId === sourceId),
      poll: (sourceId) => polls.now(sourceId),
      wake: () => worker?.wake(),
      newId: () => randomUUID(),
      clock: sync.clock,
    });
  const polls = createPolls({ ...parts, latest, tell, logger: sync.logger });
  return {
    tell,
    start: () => {
      worker = startExpressWorker(sync, parts.runs, { owner: `${parts.owner}-express`, latest });
    },
    follow: polls.follow,
    stop: async () => {
      await polls.stop();
      await worker?.stop();
    },
  };
}
