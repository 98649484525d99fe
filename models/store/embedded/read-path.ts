import { type Document, isDocument } from './bson.ts';

const arrayPosition = /^(0|[1-9]\d*)$/;

export function isArrayPosition(part: string): boolean {
  return arrayPosition.test(part);
}

function collect(value: unknown, parts: readonly string[], found: unknown[]): void {
  const [part, ...rest] = parts;
  if (part === undefined) {
    found.push(value);
  } else if (Array.isArray(value)) {
    if (isArrayPosition(part) && Number(part) < value.length) collect(value[Number(part)], rest, found);
    for (const element of value) if (isDocument(element)) collect(element, parts, found);
  } else {
    collect(isDocument(value) && Object.hasOwn(value, part) ? value[part] : undefined, rest, found);
  }
}

/** The field of the document itself in which a dotted path begins. */
export const fieldOfPath = (path: string): string => path.split('.', 1)[0] ?? path;

/**
 * The values a dotted path leads to. Arrays on the way are entered, element by element or by position; an array at the
 * end is one value. A missing field gives `undefined`; a path that ends at array elements that are no documents gives
 * nothing at all, which is why `{ a: [1] }` does not match `{ 'a.b': null }`.
 */
export function readPath(root: Document, parts: readonly string[]): unknown[] {
  const [name = ''] = parts;
  if (parts.length === 1 && !Array.isArray(root)) return [Object.hasOwn(root, name) ? root[name] : undefined];
  const found: unknown[] = [];
  collect(root, parts, found);
  return found;
}
