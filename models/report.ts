import type { Account } from './account.ts';
import type { AudienceRole } from './approvals.ts';
import type { AuditEvent } from './audit.ts';
import type { Pause } from './desk.ts';
import type { Queue } from './outbox.ts';
import type { Person, Unit } from './person.ts';
import type { Operation, OperationResult } from './plan.ts';
import type { ProposedPolicy } from './policy-version.ts';
import type { Run, SourceSummary } from './run.ts';

/** How things stand now, for the IT desk. Lag is from the last change in HR to the end of the run that carried it, in ms. */
export interface StatusReport {
  at: string;
  directoryName: string;
  isSandbox: boolean;
  policyVersion: string | null;
  lastRun: Run | null;
  /** The newest reading of each source, with the lag of the last run that changed something, and that of the last hundreds of them. */
  sources: Array<
    SourceSummary & { lagMs: number | null; lags?: { count: number; p50Ms: number; p95Ms: number } | undefined }
  >;
  waitingForApproval: Run[];
  blocked: Run[];
  failed: Run | null;
  peopleWaiting: number;
  people: number;
  accounts: number;
  /** What is still to be brought to people in Teams. */
  letters: Queue;
  /** Set while nothing goes out by itself. */
  paused: Pause | null;
  /** Until when leavers keep what they have; null when they do not. */
  frozenUntil: string | null;
  /** A changed policy that is not in force. */
  proposedPolicy: Omit<ProposedPolicy, 'text'> | null;
  /** The newest runs, oldest first, for a chart. */
  recentRuns: Array<{ id: string; state: Run['state']; changed: number; failed: number; at: string }>;
}

/** A run with a sample of its operations and their results, in order. */
export interface RunReport {
  run: Run;
  operationCount: number;
  operations: Array<{ operation: Operation; result: OperationResult | null }>;
}

/** Everything known of one person, on one page. */
export interface PersonStory {
  person: Person;
  unit: Unit | null;
  account: Account | null;
  managerName: string | null;
  groupNames: string[];
  /** What this person waits for, in words; empty when nothing is missing. */
  waitingFor: string[];
  /** Newest first. */
  events: AuditEvent[];
}

/** Somebody who talks to the bot, as the directory and the policy know them. */
export interface Member {
  aadObjectId: string;
  name: string;
  address: string;
  personKey: string | null;
  roles: AudienceRole[];
}
