import { z } from 'zod';

/** What a worker can be asked to do with a run. */
export const JobKind = z.enum(['plan-run', 'apply-run']);
export type JobKind = z.infer<typeof JobKind>;

/** A piece of work that one worker at a time holds by a lease. A lease that runs out may be taken by another worker. */
export const Job = z.object({
  id: z.string(),
  kind: JobKind,
  runId: z.string(),
  notBefore: z.string(),
  attempts: z.number(),
  leasedBy: z.string().nullable(),
  leasedUntil: z.string().nullable(),
});
export type Job = z.infer<typeof Job>;

export interface JobStore {
  /** Asks for work; the same kind of work on the same run is asked once. */
  ask(job: { kind: JobKind; runId: string; notBefore: string }): Promise<void>;
  /** Takes the oldest job that nobody holds, or whose lease has run out; null when there is none. One atomic step. */
  lease(ask: { owner: string; now: string; leaseMs: number }): Promise<Job | null>;
  /** Makes the lease longer; false when somebody else holds the job by now: stop working. */
  extend(jobId: string, ask: { owner: string; now: string; leaseMs: number }): Promise<boolean>;
  finish(jobId: string, owner: string): Promise<void>;
  postpone(jobId: string, ask: { owner: string; notBefore: string }): Promise<void>;
  /** Frees all leases and locks, for when their owners are known to be gone (the former process of this folder). */
  releaseAll(): Promise<number>;
  /**
   * Takes a named lock, or makes it last longer when `owner` has it already; false while somebody else holds it.
   * A lock that has run out is free. One atomic step.
   */
  lock(ask: { name: string; owner: string; now: string; leaseMs: number }): Promise<boolean>;
  unlock(name: string, owner: string): Promise<void>;
  /** Whether anybody holds a named lock at that instant. */
  isLocked(name: string, now: string): Promise<boolean>;
}
