import type { Operation } from './plan.ts';
import type { Run } from './run.ts';

/** A joiner whose account has been read back from Entra and found as wanted. Times are instants in UTC. */
export interface JoinerReady {
  personKey: string;
  name: string;
  userPrincipalName: string;
  startsOn: string;
  accountEnabled: boolean;
  managerName: string | null;
  groupNames: string[];
  verifiedAt: string;
}

/** What people should hear about in Teams. */
export type News =
  | { kind: 'run-needs-approval'; run: Run; operations: Operation[] }
  | { kind: 'run-blocked'; run: Run }
  | { kind: 'run-decided'; run: Run }
  | { kind: 'run-changed-entra'; run: Run; operations: Operation[] }
  | { kind: 'run-failed'; run: Run }
  | { kind: 'joiner-ready'; run: Run; joiner: JoinerReady };
