import type { JobStore } from '../../models/job.ts';
import type { AccessPasses } from '../../models/joiner.ts';
import type { Person } from '../../models/person.ts';
import type { Clock, Directory, Logger, Notifier } from '../../models/ports.ts';
import type { Stores } from '../../models/stores.ts';
import type { Colleagues } from '../colleagues/colleagues.ts';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import type { PlanInput } from '../engine/survey-world.ts';

/** HR and Entra as they were last read. */
export interface LastRead {
  input: PlanInput;
  /** Everybody whom HR names, also those whose rows cannot be used just now. */
  everybody: readonly Person[];
  /** When Entra was read, an instant. */
  readAt: string;
}

/** What is needed to tell how far joiners are. The policy is read anew each time. */
export interface JoinerParts {
  stores: Pick<Stores, 'people' | 'accounts' | 'runs' | 'settings' | 'audit'> & {
    jobs: Pick<JobStore, 'lock' | 'unlock'>;
  };
  directory: Pick<Directory, 'readBack' | 'createAccessPass' | 'removeAccessPass'>;
  directoryKey: string;
  loadPolicy(): Promise<CompiledPolicy>;
  /** The very same while nothing changed; null as long as Entra was never read. */
  known(): Promise<LastRead | null>;
  colleagues: Colleagues;
  notifier: Notifier;
  clock: Clock;
  logger: Logger;
  /** The name under which this process looks after joiners. */
  owner: string;
}

export type RevealAsk = Parameters<AccessPasses['reveal']>[0];
