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
  /** Waits; a test's does not. */
  sleep: (ms: number) => Promise<void>;
}
