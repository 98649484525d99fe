import { z } from 'zod';

/** The name under which a secret is kept: an environment variable, a file or a secret of the key vault; never the secret itself. */
export const SecretName = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{2,126}$/, 'the name of a secret in capitals, such as AFAS_TOKEN, not the secret itself');
export type SecretName = z.infer<typeof SecretName>;

/** Notices of changes that an HR system signs and sends to `/hr/<id>/events`. */
export const Webhook = z.strictObject({
  secrets: z
    .array(SecretName)
    .min(1)
    .max(2)
    .describe('names of the secrets that sign: one, or two while one takes over from the other'),
  scheme: z
    .enum(['instroom', 'visma'])
    .optional()
    .describe('how notices are signed: instroom (the default), or visma for X-VWD-Signature-V1'),
  personKey: z
    .string()
    .regex(/^[^.\s]+(\.[^.\s]+)*$/, 'names with dots between them, such as employee.id')
    .optional()
    .describe(
      'where in the notice the key of the person stands, or a list of keys: names with dots between; for instroom personKeys is meant, for visma none',
    ),
});

/** What the settings of every source have. */
export const sourceBasics = {
  id: z.string().min(1).describe('a short name of your own'),
  silenceDays: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe('a source that has not changed for more days than this is asked about'),
  webhook: Webhook.optional().describe('who may say that something changed in this source'),
};
