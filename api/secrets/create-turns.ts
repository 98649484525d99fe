import { alone } from '../../models/alone.ts';
import type { SourceMemory } from '../../models/hr-connector.ts';
import type { JobStore } from '../../models/job.ts';
import type { Clock } from '../../models/ports.ts';

export interface TurnParts {
  locks: Pick<JobStore, 'lock' | 'unlock'>;
  clock: Clock;
  sleep: (ms: number) => Promise<void>;
}

/** Longer than one request to another system takes. */
const leaseMs = 120_000;
const lookEveryMs = 250;
/** Two leases that died, and one that is at work. */
const mostLooks = (3 * leaseMs) / lookEveryMs;

/** Turns of one source, by locks in the store. */
export function createTurns(parts: TurnParts, sourceId: string): SourceMemory['alone'] {
  return (name, work) => {
    const text = `Another process has been busy with ${sourceId} (${name}) for too long.`;
    const busy = { text, advice: 'It is tried again by itself.' };
    return alone({ name: `source:${sourceId}:${name}`, leaseMs, lookEveryMs, mostLooks, busy }, parts, work);
  };
}
