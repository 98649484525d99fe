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
