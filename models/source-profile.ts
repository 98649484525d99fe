import { z } from 'zod';

/**
 * What a reading of a source looked like, kept to tell a broken one by: how many people it gave, and for how many of them each field
 * was filled, by the field's name (the optional fields of Person and of Employment). `at` is when it was read, `changedAt` when the
 * source last changed, as far as it tells; both are instants.
 */
export const SourceProfile = z.object({
  sourceId: z.string(),
  at: z.string(),
  people: z.number(),
  filled: z.record(z.string(), z.number()),
  changedAt: z.string().nullable(),
});
export type SourceProfile = z.infer<typeof SourceProfile>;
