import type { BotParts } from './bot-parts.ts';

/** The lock of whoever brings letters. */
const lockName = 'letters';

export interface LeaseTimes {
  /** So long a postman that says nothing more keeps lock and letters from others. */
  leaseMs: number;
  /** So often one that is at work says so. */
  renewMs: number;
}

export const usualLease: LeaseTimes = { leaseMs: 30_000, renewMs: 10_000 };

/** What one process holds so that no other brings the same letters. */
export interface Hold {
  /** Takes the lock, or makes it last longer; false while another process has it. */
  take(): Promise<boolean>;
  /** Renews lock and letters until `work` is over. */
  during<Result>(letterIds: readonly string[], work: () => Promise<Result>): Promise<Result>;
  /** False once the lease ran out or another process has the lock: whatever is not sent yet must not be sent. */
  isOurs(): boolean;
  release(): Promise<void>;
}

type HoldingParts = Pick<BotParts, 'clock' | 'logger' | 'stores'> & { owner: string };

/**
 * Leases are short, so that when a process dies another one goes on within half a minute, and renewed while the work goes on, because one
 * batch may take longer than that when Teams is slow.
 */
export function createHold(parts: HoldingParts, times: LeaseTimes): Hold {
  const { clock, logger, owner } = parts;
  const { outbox, jobs } = parts.stores;
  const { leaseMs, renewMs } = times;
  let heldUntil = 0;
  const lease = () => ({ owner, now: clock.now().toISOString(), leaseMs });
  const take = async (): Promise<boolean> => {
    const ask = lease();
    const isTaken = await jobs.lock({ name: lockName, ...ask });
    heldUntil = isTaken ? Date.parse(ask.now) + leaseMs : 0;
    return isTaken;
  };
  const renew = async (letterIds: readonly string[]): Promise<void> => {
    if (await take()) await outbox.extend(letterIds, lease());
  };
  return {
    take,
    isOurs: () => clock.now().getTime() < heldUntil,
    during: async (letterIds, work) => {
      let renewing: Promise<void> = Promise.resolve();
      const timer = setInterval(() => {
        renewing = renew(letterIds).catch((error: unknown) =>
          logger.warn({ error }, 'the hold on letters could not be renewed'),
        );
      }, renewMs);
      try {
        return await work();
      } finally {
        clearInterval(timer);
        await renewing;
      }
    },
    release: () => jobs.unlock(lockName, owner),
  };
}
