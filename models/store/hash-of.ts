import { createHash } from 'node:crypto';

/** A short fingerprint of a plain value, for telling whether it has to be written again. */
export function hashOf(value: unknown): string {
  return createHash('sha1').update(JSON.stringify(value)).digest('base64url');
}
