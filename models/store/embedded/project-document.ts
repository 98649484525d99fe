import type { Document } from './bson.ts';
import { refuse } from './command-error.ts';

/** Which fields a projection keeps, with `_id`; undefined where it keeps everything. Whole fields only. */
export function readProjection(projection: Document): ReadonlySet<string> | undefined {
  const names = Object.keys(projection);
  if (names.length === 0) return undefined;
  const odd = names.find((name) => /[.$]/.test(name) || (projection[name] !== true && Number(projection[name]) !== 1));
  if (odd !== undefined) throw refuse(`A projection other than naming whole fields to keep (${odd})`);
  return new Set(['_id', ...names]);
}
