import { z } from 'zod';
import { CsvSource } from './sources/csv-source.ts';
import { ScimSource } from './sources/scim-source.ts';

/** A place where people come from; `connector` says which HR system it is. */
export const Source = z.discriminatedUnion('connector', [CsvSource, ScimSource]);
export type Source = z.infer<typeof Source>;
