import { createHash } from 'node:crypto';

/** A GUID that follows from a name, so that the demo has the same ids on every machine. */
export function fixedGuid(name: string): string {
  const hex = createHash('sha256').update(`zonnewende ${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
