import type { Adoption } from '../../models/adoption.ts';
import type { UrgentExitService } from '../../models/grant.ts';
import type { Clock, DriftDesk, Logger, Membership, Notifier, RunService } from '../../models/ports.ts';
import type { SamePeople } from '../../models/same-people.ts';
import type { Stores } from '../../models/stores.ts';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import type { PolicyDesk } from './policy-desk.ts';

/** Everything that requests need from outside. The policy is read anew each time. */
export interface RequestParts {
  stores: Stores;
  /** Which directory accounts, links and the ledger are those of. */
  directoryKey: string;
  loadPolicy(): Promise<CompiledPolicy>;
  membership: Membership;
  runs: RunService;
  urgentExits: UrgentExitService;
  adoption: Pick<Adoption, 'decide'>;
  samePeople: Pick<SamePeople, 'decide'>;
  drift: DriftDesk;
  policies: PolicyDesk;
  notifier: Notifier;
  clock: Clock;
  logger: Logger;
}

export const nowOf = ({ clock }: Pick<RequestParts, 'clock'>): string => clock.now().toISOString();
