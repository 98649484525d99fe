import type { JobStore } from '../../models/job.ts';

/** Named locks in memory, as the job store has them. */
export function createMemoryLocks(): Pick<JobStore, 'lock' | 'unlock'> & { releaseAll(): void } {
  const locks = new Map<string, { owner: string; until: string }>();
  return {
    lock: async ({ name, owner, now, leaseMs }) => {
      const held = locks.get(name);
      if (held !== undefined && held.owner !== owner && held.until >= now) return false;
      locks.set(name, { owner, until: new Date(Date.parse(now) + leaseMs).toISOString() });
      return true;
    },
    unlock: async (name, owner) => {
      if (locks.get(name)?.owner === owner) locks.delete(name);
    },
    releaseAll: () => locks.clear(),
  };
}
