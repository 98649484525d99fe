import { z } from 'zod';
import { Note, OperationCounts, OperationKind, Verdict } from './plan.ts';

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

export const RunTrigger = z.enum(['start', 'schedule', 'file', 'api', 'button', 'cli', 'webhook', 'clock', 'undo']);
export type RunTrigger = z.infer<typeof RunTrigger>;

/** Who did something: Instroom itself, a person known to the directory, the holder of the API key, or somebody at the command line. */
export const Actor = z.object({
  kind: z.enum(['system', 'person', 'api', 'cli']),
  /** Entra object id for a person; a constant word otherwise. */
  id: z.string(),
  name: z.string(),
});
export type Actor = z.infer<typeof Actor>;

/** Part of a plan: what is of these kinds, of these people (by person key) and has these ids, as far as each is given. */
export const Part = z.strictObject({
  kinds: z.array(OperationKind).min(1).exactOptional(),
  people: z.array(z.string().min(1)).min(1).exactOptional(),
  operations: z.array(z.string().min(1)).min(1).exactOptional(),
});
export type Part = z.infer<typeof Part>;

/** What somebody lets go: only this part, all except that part, or this one except that one. */
export const Release = z.strictObject({ only: Part.exactOptional(), except: Part.exactOptional() });
export type Release = z.infer<typeof Release>;

/**
 * A human's yes or no to one fingerprint. `override` releases a blocked run and needs a reason. With a `release` only that part goes
 * and the rest is held back until the next look at the world; without it the whole plan goes.
 */
export const Decision = z.object({
  answer: z.enum(['approve', 'reject']),
  fingerprint: z.string(),
  by: Actor,
  at: z.string(),
  reason: z.string().nullable(),
  override: z.boolean(),
  release: Release.nullable().optional(),
});
export type Decision = z.infer<typeof Decision>;

/** What a source said for this run. `changedAt` is when HR last changed, as far as the source tells. */
export const SourceSummary = z.object({
  sourceId: z.string(),
  readAt: z.string(),
  changedAt: z.string().nullable(),
  /** When the source told us of what an express run read, by our clock. */
  toldAt: z.string().optional(),
  people: z.number(),
  setAside: z.number(),
  /** For how many people each field is filled, by the field's name. */
  filled: z.record(z.string(), z.number()).optional(),
});
export type SourceSummary = z.infer<typeof SourceSummary>;

/** Some people of one source, by their keys. */
export const SomePeople = z.object({ sourceId: z.string(), personKeys: z.array(z.string()) });
export type SomePeople = z.infer<typeof SomePeople>;

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
  /** Whom an express run is about; null or missing for a run over everybody. */
  scope: z.array(SomePeople).nullable().optional(),
  decision: Decision.nullable(),
  /** How many operations the decision held back, once they are; missing when it held back none. */
  held: z.number().optional(),
  supersededBy: z.string().nullable(),
  error: z.object({ code: z.string(), text: z.string() }).nullable(),
});
export type Run = z.infer<typeof Run>;

/** Whether a run is about some people only, of whom a change was told. */
export const isExpress = ({ scope }: Pick<Run, 'scope'>): boolean => (scope ?? null) !== null;
