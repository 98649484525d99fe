import type { Clock, Directory, Logger, Notifier } from '../../models/ports.ts';
import type { Stores } from '../../models/stores.ts';
import type { Colleagues } from '../colleagues/colleagues.ts';
import type { Roster } from '../colleagues/create-roster.ts';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';

/** What is needed to tell how far joiners are. The policy is read anew each time. */
export interface JoinerParts {
  stores: Pick<Stores, 'people' | 'accounts' | 'runs' | 'settings' | 'audit'>;
  directory: Pick<Directory, 'readBack' | 'createAccessPass'>;
  directoryKey: string;
  loadPolicy(): Promise<CompiledPolicy>;
  roster: Roster;
  colleagues: Colleagues;
  notifier: Notifier;
  clock: Clock;
  logger: Logger;
}
