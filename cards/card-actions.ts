import { z } from 'zod';

/** The buttons of our cards, by the verb they send. */
export const verbs = { approveRun: 'approve-run', rejectRun: 'reject-run' } as const;

/**
 * What a button may send back about a run. Whoever holds the card can change it, so nothing else is taken from it, and nothing of
 * it is believed: it only says which run and which plan the answer is about.
 */
export const RunAction = z.object({
  runId: z.string().min(1).max(20),
  fingerprint: z.string().min(1).max(64),
  reason: z.string().max(1000).optional(),
});
export type RunAction = z.infer<typeof RunAction>;
