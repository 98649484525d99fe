import { createHash, timingSafeEqual } from 'node:crypto';
import type { Secrets } from '../../models/hr-connector.ts';

const digest = (value: string | Uint8Array): Buffer => createHash('sha256').update(value).digest();

/** Whether two texts are the same, in a time that does not depend on where they differ. */
export const isSameSecret = (one: string | Uint8Array, other: string | Uint8Array): boolean =>
  timingSafeEqual(digest(one), digest(other));

/**
 * Whether the test is passed with any of the secrets of these names. All of them are tried, so that the time says nothing of which one
 * it was. Null when none of them is there.
 */
export async function passesWithSecret(
  names: readonly string[],
  secrets: Secrets,
  passes: (secret: string) => boolean,
): Promise<boolean | null> {
  const known = (await Promise.all(names.map((name) => secrets.find(name)))).filter((secret) => secret !== null);
  const results = known.map(passes);
  return results.length === 0 ? null : results.includes(true);
}
