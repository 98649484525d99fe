import { createHmac } from 'node:crypto';
import type { Source } from '../../../models/source.ts';

/** How an HR system signs what it sends. */
export interface SignatureScheme {
  /** The header that holds the signature. */
  signature: string;
  /** The header that says when it was signed (seconds since 1970), where that is signed too; null where nothing says it. */
  timestamp: string | null;
  /** The signature of a body, as the header has it. `timestamp` is as it came, or empty. */
  sign(secret: string, message: { timestamp: string; body: Uint8Array }): string;
  /** Whether an event has an id of its own, by which a repeat is recognised. */
  hasId: boolean;
}

type SchemeName = NonNullable<NonNullable<Source['webhook']>['scheme']>;

export const signatureSchemes: Readonly<Record<SchemeName, SignatureScheme>> = {
  instroom: {
    signature: 'instroom-signature',
    timestamp: 'instroom-timestamp',
    sign: (secret, { timestamp, body }) =>
      createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex'),
    hasId: true,
  },
  /**
   * Nothing says when it was signed, and whether events have an id is not documented: the body is in the format of the API, where `id` is
   * the record's and the same each time it changes. So each is taken for a new one; a repeat costs one reading.
   */
  visma: {
    signature: 'x-vwd-signature-v1',
    timestamp: null,
    sign: (secret, { body }) => createHmac('sha256', secret).update(body).digest('base64'),
    hasId: false,
  },
};
