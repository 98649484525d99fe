import { z } from 'zod';
import { Note, OperationCounts, Verdict } from './plan.ts';

/**
 * The life of a run:
 * waiting → planning → applying → finished
 *                    → awaiting-approval → applying | rejected | superseded
 *                    → blocked → applying (only with an override) | superseded
 *            planning and applying may end in failed.
 */
export const RunState = z.enum([
  'waiting',
  'planning',
  'awaiting-approval',
  'blocked',
  'applying',
  'finished',
  'failed',
  'rejected',
  'superseded',
]);
export type RunState = z.infer<typeof RunState>;

/** The states from which a run does not move on. */
export const endStates: readonly RunState[] = ['finished', 'failed', 'rejected', 'superseded'];

export const RunTrigger = z.enum(['start', 'schedule', 'file', 'api', 'button', 'cli', 'webhook']);
export type RunTrigger = z.infer<typeof RunTrigger>;

/** Who did something: Instroom itself, a person known to the directory, the holder of the API key, or somebody at the command line. */
export const Actor = z.object({
  kind: z.enum(['system', 'person', 'api', 'cli']),
  /** Entra object id for a person; a constant word otherwise. */
  id: z.string(),
  name: z.string(),
});
export type Actor = z.infer<typeof Actor>;

/** A human's yes or no to one fingerprint. `override` releases a blocked run and needs a reason. */
export const Decision = z.object({
  answer: z.enum(['approve', 'reject']),
  fingerprint: z.string(),
  by: Actor,
  at: z.string(),
  reason: z.string().nullable(),
  override: z.boolean(),
});
export type Decision = z.infer<typeof Decision>;

/** What a source said for this run. `changedAt` is when HR last changed, as far as the source tells. */
export const SourceSummary = z.object({
  sourceId: z.string(),
  readAt: z.string(),
  changedAt: z.string().nullable(),
  people: z.number(),
  setAside: z.number(),
});
export type SourceSummary = z.infer<typeof SourceSummary>;

/** One trip from HR to Entra. Its operations and their results are kept beside it, in order. All instants are UTC. */
export const Run = z.object({
  id: z.string(),
  state: RunState,
  trigger: RunTrigger,
  askedBy: Actor,
  askedAt: z.string(),
  startedAt: z.string().nullable(),
  plannedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  /** The moment the plan was made for; every step of the run uses it. */
  now: z.string().nullable(),
  policyVersion: z.string().nullable(),
  fingerprint: z.string().nullable(),
  verdict: Verdict.nullable(),
  counts: OperationCounts,
  results: z.object({ done: z.number(), already: z.number(), failed: z.number(), skipped: z.number() }),
  /** The first thousand notes; `noteCount` has the true number. */
  notes: z.array(Note),
  noteCount: z.number(),
  sources: z.array(SourceSummary),
  decision: Decision.nullable(),
  supersededBy: z.string().nullable(),
  error: z.object({ code: z.string(), text: z.string() }).nullable(),
});
export type Run = z.infer<typeof Run>;
