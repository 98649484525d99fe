import { setTimeout as sleep } from 'node:timers/promises';
import { InstroomError } from '../../models/errors.ts';
import type { Job } from '../../models/job.ts';
import type { RunService } from '../../models/ports.ts';
import { advanceRun } from './advance-run.ts';
import { system } from './audit-run.ts';
import { runLock } from './run-lock.ts';
import type { SyncParts } from './sync-parts.ts';

export interface Worker {
  /** Looks for work now instead of at the next poll. */
  wake(): void;
  /** Finishes the run in hand, then stops. */
  stop(): Promise<void>;
}

interface WorkTimes {
  pollMs: number;
  leaseMs: number;
  /** How long to wait before a source that is being written is read again. */
  busyMs: number;
}

const usualTimes: WorkTimes = { pollMs: 1000, leaseMs: 30_000, busyMs: 500 };

/**
 * Works jobs off one by one: leases the oldest, takes the lock on the directory, moves its run on. A job whose worker died is leased
 * again when its lease runs out, here or in another process.
 * @param owner - the name under which this worker leases; unique per process
 */
export function startWorker(
  parts: SyncParts,
  runs: RunService,
  options: { owner: string; times?: Partial<WorkTimes> },
): Worker {
  const times = { ...usualTimes, ...options.times };
  let stopping = false;
  let wakeUp: () => void = () => {};

  const loop = async (): Promise<void> => {
    while (!stopping) {
      const worked = await workOnce(parts, runs, { owner: options.owner, times }).catch((error: unknown) => {
        parts.logger.error({ error }, 'worker failed');
        return false;
      });
      if (worked || stopping) continue;
      const signal = new AbortController();
      wakeUp = () => signal.abort();
      await sleep(times.pollMs, undefined, { signal: signal.signal }).catch(() => {});
    }
  };
  const running = loop();
  return {
    wake: () => wakeUp(),
    stop: async () => {
      stopping = true;
      wakeUp();
      await running;
    },
  };
}

/** Takes one job and does it; false when there was none that could be done now. */
async function workOnce(parts: SyncParts, runs: RunService, as: { owner: string; times: WorkTimes }): Promise<boolean> {
  const { jobs } = parts.stores;
  const { owner, times } = as;
  const lease = () => ({ owner, now: parts.clock.now().toISOString(), leaseMs: times.leaseMs });
  const job = await jobs.lease(lease());
  if (job === null) return false;
  const postpone = (ms: number) =>
    jobs.postpone(job.id, { owner, notBefore: new Date(parts.clock.now().getTime() + ms).toISOString() });
  if (!(await jobs.lock({ name: runLock, ...lease() }))) {
    await postpone(times.pollMs);
    return false;
  }
  const keeper = keepLease({ everyMs: times.leaseMs / 3, extend: () => extendBoth(job, parts, lease()) });
  try {
    const busy = await workJob(job, parts, { runs, holdOn: keeper.check });
    if (busy) await postpone(times.busyMs);
    else await jobs.finish(job.id, owner);
    return !busy;
  } catch (error) {
    await postpone(times.pollMs);
    throw error;
  } finally {
    keeper.stop();
    await jobs.unlock(runLock, owner);
  }
}

async function extendBoth(
  job: Job,
  parts: SyncParts,
  lease: { owner: string; now: string; leaseMs: number },
): Promise<boolean> {
  const [job_, lock] = await Promise.all([
    parts.stores.jobs.extend(job.id, lease),
    parts.stores.jobs.lock({ name: runLock, ...lease }),
  ]);
  return job_ && lock;
}

/** @returns true when a source is being written just now and the job should be tried again soon */
async function workJob(
  job: Job,
  parts: SyncParts,
  around: { runs: RunService; holdOn: () => Promise<void> },
): Promise<boolean> {
  const run = await parts.stores.runs.find(job.runId);
  if (run === null) return false;
  try {
    const advanced = await advanceRun(run, parts, around.holdOn);
    if (advanced.again) await around.runs.start({ trigger: run.trigger, by: system });
    return false;
  } catch (error) {
    if (error instanceof InstroomError && error.code === 'hr-busy') return true;
    throw error;
  }
}

/** Makes a lease last while work goes on. `check` throws `conflict` once the lease is lost. */
export function keepLease(options: { everyMs: number; extend: () => Promise<boolean> }): {
  check: () => Promise<void>;
  stop: () => void;
} {
  let lost = false;
  const timer = setInterval(() => {
    options.extend().then(
      (held) => {
        lost ||= !held;
      },
      () => {
        lost = true;
      },
    );
  }, options.everyMs);
  // A lease alone keeps no process alive.
  timer.unref();
  return {
    check: async () => {
      if (lost) throw new InstroomError('conflict', 'Another worker has taken this run over.', { retryable: true });
    },
    stop: () => clearInterval(timer),
  };
}
