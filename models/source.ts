import { z } from 'zod';
import { CsvSource } from './sources/csv-source.ts';

/** A place where people come from; `connector` says which HR system it is. */
export const Source = z.discriminatedUnion('connector', [CsvSource]);
export type Source = z.infer<typeof Source>;
