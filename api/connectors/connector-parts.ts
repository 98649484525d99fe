import type { Secrets, SourceMemory } from '../../models/hr-connector.ts';
import type { Language } from '../../models/policy.ts';
import type { Clock, Logger } from '../../models/ports.ts';

/** What a connector that asks a system over the network needs beside its settings. */
export interface ConnectorParts {
  /** Of texts for HR and IT. */
  language: Language;
  /** In which the source's calendar days are meant, where it writes instants. */
  timeZone: string;
  clock: Clock;
  logger: Logger;
  secrets: Secrets;
  memory: SourceMemory;
  /**
   * One thing for all sources of this process that name the same, with a memory of its own: what a system counts for one registered
   * application, whichever of its customers is read. The first who asks makes it.
   */
  share<Thing>(name: string, make: (memory: SourceMemory) => Thing): Thing;
  /** Waits; a test's does not. */
  sleep: (ms: number) => Promise<void>;
  /** Milliseconds that only go up, by which a pace is kept; the machine's without it. A test's goes with its sleep. */
  ticks?: () => number;
}
