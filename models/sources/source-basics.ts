import { z } from 'zod';

/** What the settings of every source have. */
export const sourceBasics = {
  id: z.string().min(1).describe('a short name of your own'),
  silenceDays: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe('a source that has not changed for more days than this is asked about'),
};

/** The name under which a secret is kept: an environment variable, a file or a secret of the key vault; never the secret itself. */
export const SecretName = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{2,126}$/, 'the name of a secret in capitals, such as AFAS_TOKEN, not the secret itself');
export type SecretName = z.infer<typeof SecretName>;
