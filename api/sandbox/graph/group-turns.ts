import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultBook } from './faults.ts';
import { Refusal } from './refusal.ts';

export interface GroupTurns {
  /** Runs a write to a group; throws a 409 Refusal when another one is under way and the faults say that this matters. */
  run(groupId: string, work: () => Promise<void>): Promise<void>;
}

export function createGroupTurns(faults: FaultBook): GroupTurns {
  const busy = new Set<string>();
  return {
    async run(groupId, work) {
      const { groupWriteMs } = faults.current();
      if (groupWriteMs === undefined) return work();
      if (busy.has(groupId))
        throw new Refusal(
          409,
          'Directory_ConcurrencyViolation',
          'Error due to concurrent requests being made to the tenant. Please wait briefly and retry.',
        );
      busy.add(groupId);
      try {
        await work();
        await sleep(groupWriteMs);
      } finally {
        busy.delete(groupId);
      }
    },
  };
}
