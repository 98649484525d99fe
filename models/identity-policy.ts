import { z } from 'zod';

/** By what records of two sources are surely one person. Names are not among them: namesakes exist. */
export const StatedKey = z.enum(['personKey', 'employeeNumber', 'workEmail']);
export type StatedKey = z.infer<typeof StatedKey>;

const order = z.array(z.string().min(1)).min(1);
const orderOrAll = z.union([z.literal('all'), order]).default('all');

/** Whose word counts where several sources speak of one person. Sources that a list does not name come after those it names. */
const Authority = z.strictObject({
  order: order
    .optional()
    .describe('the sources, the one that counts most first; without it as they stand in `sources`'),
  names: order.optional().describe('of whom the names are: a surname with its prefixes comes from one source'),
  workEmail: order.optional().describe('of whom the work e-mail address is'),
  mobilePhone: order.optional().describe('of whom the mobile number is'),
  workPhone: order.optional().describe('of whom the work number is'),
  employments: orderOrAll.describe(
    'whose employments hold: `all` of them together, or a list: those of the first source that has any',
  ),
  leaves: orderOrAll.describe(
    'whose leaves hold: `all` of them together, or a list: those of the first source that has any',
  ),
});

/** Who in one source is who in another, and which source counts for what. */
export const IdentityPolicy = z.strictObject({
  sameBy: z
    .array(StatedKey)
    .default([])
    .describe(
      'records of two sources that have one of these in common are one person: personKey, employeeNumber, workEmail; whoever has different ones is asked about',
    ),
  between: z
    .array(
      z.strictObject({
        sources: z.tuple([z.string().min(1), z.string().min(1)]).describe('two sources, by id'),
        sameBy: z.array(StatedKey).describe('what counts between these two, instead of `identity.sameBy`'),
      }),
    )
    .default([])
    .describe('what counts between two sources, where it is something else'),
  authority: Authority.prefault({}).describe('whose word counts where several sources speak of one person'),
  units: z
    .enum(['own', 'shared'])
    .default('own')
    .describe(
      'units of two sources with one key: two units (the key of the later source gets its id before it), or one and the same',
    ),
  prefixes: z
    .record(z.string(), z.string().min(1).max(32))
    .default({})
    .describe(
      'what is put before the keys of a source, by its id, where two sources count their people alike, as `{planning: pl-}`; set it before the first run with that source',
    ),
});
export type IdentityPolicy = z.infer<typeof IdentityPolicy>;
