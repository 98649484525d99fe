import type { YouforceSource } from '../../../models/sources/youforce-source.ts';
import { baseUrlOf } from './cores.ts';

/** Where identities are told, with `{code}` in place of the employee's: below the address of the IAM API, or from the root of its host. */
export function identityPlace(source: YouforceSource, path: string): string {
  const base = baseUrlOf(source);
  return path.startsWith('/') ? `${new URL(base).origin}${path}` : `${base}/${path}`;
}

/** The address of one employee's identity. Null for a code that is none, or would lead up the path to something else. */
export function toIdentityUrl(place: string, code: string): string | null {
  if (/^\.{0,2}$/.test(code)) return null;
  const safe = encodeURIComponent(code).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return place.replace('{code}', () => safe);
}
