import type { Document } from './bson.ts';
import { refuse } from './command-error.ts';

/** A function that keeps the fields named, and `_id`; undefined where the projection keeps everything. Whole fields only. */
export function compileProjection(projection: Document): ((document: Document) => Document) | undefined {
  const names = Object.keys(projection);
  if (names.length === 0) return undefined;
  const odd = names.find((name) => /[.$]/.test(name) || (projection[name] !== true && Number(projection[name]) !== 1));
  if (odd !== undefined) throw refuse(`A projection other than naming whole fields to keep (${odd})`);
  const kept = ['_id', ...names.filter((name) => name !== '_id')];
  return (document) =>
    Object.fromEntries(kept.filter((name) => Object.hasOwn(document, name)).map((name) => [name, document[name]]));
}
