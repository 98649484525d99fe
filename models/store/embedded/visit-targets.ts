import { asDocument, type Document, isDocument } from './bson.ts';
import { createCommandError } from './command-error.ts';
import { compileFilter, type Matches } from './match-document.ts';
import { isArrayPosition, readPath } from './read-path.ts';

const maxPadding = 100_000;

export type ArrayFilters = Map<string, Matches>;
export interface Target {
  parts: readonly string[];
  /** Make the documents that are missing on the way; otherwise a missing way leads nowhere. */
  create: boolean;
  arrayFilters: ArrayFilters;
  /** What stands for `$` in the path; asked only when there is one. */
  findPosition(arrayPath: string): number | undefined;
  visit(container: Container, key: string): void;
}
type Container = Record<string, unknown>;

/** Filters of `arrayFilters` by their identifier: `[{ 'c.hours': 5 }]` is the filter `c`. */
export function compileArrayFilters(filters: readonly Document[]): ArrayFilters {
  const compiled: ArrayFilters = new Map();
  for (const filter of filters) {
    const names = new Set(Object.keys(filter).map((path) => path.split('.')[0] ?? ''));
    const [name] = names;
    if (name === undefined || names.size > 1 || compiled.has(name) || name.startsWith('$')) {
      throw createCommandError(9, 'Each array filter must be about one identifier of its own');
    }
    compiled.set(name, compileFilter(filter));
  }
  return compiled;
}

/** Position of the first element of the array at `arrayPath` that fulfils a condition of the filter on that array. */
export function findMatchedPosition(filter: Document, document: Document, arrayPath: string): number | undefined {
  const [array] = readPath(document, arrayPath.split('.'));
  if (!Array.isArray(array)) return undefined;
  for (const [path, condition] of Object.entries(filter)) {
    if (path === '$and' && Array.isArray(condition)) {
      for (const part of condition) {
        const found = findMatchedPosition(asDocument(part), document, arrayPath);
        if (found !== undefined) return found;
      }
    } else if (path === arrayPath || path.startsWith(`${arrayPath}.`)) {
      const matches = compileFilter({ [path.replace(arrayPath, 'array')]: condition });
      const found = array.findIndex((element) => matches({ array: [element] }));
      if (found >= 0) return found;
    }
  }
  return undefined;
}

function notViable(part: string): Error {
  return createCommandError(28, `Cannot create field '${part}' in a value that is neither a document nor an array`);
}

function expandPart(container: unknown, part: string, path: Target & { before: string[] }): string[] {
  if (part === '$') {
    const position = path.findPosition(path.before.join('.'));
    if (position === undefined) {
      throw createCommandError(2, 'The positional operator did not find the match needed from the query.');
    }
    return [String(position)];
  }
  if (!part.startsWith('$[')) return [part];
  if (!Array.isArray(container)) {
    throw createCommandError(2, `The path '${path.before.join('.')}' must exist and be an array to apply ${part}`);
  }
  const matches = path.arrayFilters.get(part.slice(2, -1));
  if (part !== '$[]' && matches === undefined) throw createCommandError(2, `No array filter found for ${part}`);
  const chosen = [...container.keys()].filter((at) => !matches || matches({ [part.slice(2, -1)]: container[at] }));
  return chosen.map(String);
}

function enter(container: Container, key: string, create: boolean): unknown {
  if (create && getValue(container, key) === undefined) setValue(container, key, {});
  return getValue(container, key);
}

/** A container's own value: a path such as `__proto__` must not lead out of the document. */
export function getValue(container: Container, key: string): unknown {
  return Object.hasOwn(container, key) ? container[key] : undefined;
}

/** Sets a field or an array element; the gap before an element beyond the end is filled with nulls, as MongoDB does. */
export function setValue(container: Container, key: string, value: unknown): void {
  if (Array.isArray(container)) {
    if (Number(key) - container.length > maxPadding) {
      throw createCommandError(2, `The position ${key} is too far beyond the end of the array`);
    }
    while (container.length < Number(key)) container.push(null);
  }
  if (key !== '__proto__') container[key] = value;
  else Object.defineProperty(container, key, { value, writable: true, enumerable: true, configurable: true });
}

function walk(container: unknown, path: Target, before: string[]): void {
  const part = path.parts[before.length] ?? '';
  for (const key of part.startsWith('$') ? expandPart(container, part, { ...path, before }) : [part]) {
    const isArray = Array.isArray(container);
    if ((!isArray && !isDocument(container)) || (isArray && !isArrayPosition(key))) {
      if (path.create) throw notViable(key);
      return;
    }
    const inside = container as Container;
    if (before.length === path.parts.length - 1) path.visit(inside, key);
    else {
      const next = enter(inside, key, path.create);
      if (next !== undefined) walk(next, path, [...before, key]);
    }
  }
}

/** Calls `visit` with each place in the document that an update's path means: a container and the key in it. */
export function visitTargets(root: Document, path: Target): void {
  walk(root, path, []);
}
