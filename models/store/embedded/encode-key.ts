import type { Document } from './bson.ts';
import { createCommandError } from './command-error.ts';
import { encodeValue } from './order-values.ts';
import { readPath } from './read-path.ts';

export type Direction = 1 | -1;
export interface KeyField {
  path: string;
  parts: string[];
  direction: Direction;
}

const maxKeyBytes = 1024; // LMDB takes 1,978 bytes for the index's value, the document's key and the prefix together

/** The fields of an index's or a sort's specification: `{ a: 1, 'b.c': -1 }`. */
export function parseKeyFields(specification: Document): KeyField[] {
  return Object.entries(specification).map(([path, value]) => {
    const direction = Number(value);
    if (direction !== 1 && direction !== -1) {
      throw createCommandError(2, `The direction of '${path}' must be 1 or -1; nothing else is served here`);
    }
    return { path, parts: path.split('.'), direction };
  });
}

/** What an index or a sort sees of a document at one path: the elements of arrays, null for a missing field. */
export function readKeyValues(document: Document, parts: readonly string[]): unknown[] {
  const leaves = readPath(document, parts);
  if (leaves.length === 0) return [null];
  if (!leaves.some(Array.isArray)) return leaves;
  const values = leaves.flat();
  return values.length === 0 ? [null] : values;
}

/** A function that gives a document's sort key: of an array the smallest element counts, or the greatest if descending. */
export function compileSortKey(fields: readonly KeyField[]): (document: Document) => Buffer {
  return (document) =>
    Buffer.concat(
      fields.map(({ parts, direction }) => {
        const keys = readKeyValues(document, parts).map((value) => encodeValue(value, direction));
        return keys.reduce((least, key) => (Buffer.compare(key, least) < 0 ? key : least));
      }),
    );
}

export interface IndexKey {
  bytes: Buffer;
}

/** Every choice of one value for each field; there is more than one only where one of the fields is an array. */
function combine(fields: unknown[][]): unknown[][] {
  const several = fields.findIndex((values) => values.length > 1);
  if (several < 0) return [fields.map(([value]) => value)];
  if (fields.some((values, at) => at > several && values.length > 1)) {
    throw createCommandError(171, 'Only one field of an index may be an array');
  }
  return (fields[several] ?? []).map((element) => fields.map(([value], at) => (at === several ? element : value)));
}

/**
 * The keys under which an index holds a document: one, or one for each different element where a field is an array.
 * Throws 171 when two of the fields are arrays, as MongoDB does, and 17280 when a key is longer than 1,024 bytes.
 */
export function readIndexKeys(document: Document, fields: readonly KeyField[]): IndexKey[] {
  const keys = combine(fields.map(({ parts }) => readKeyValues(document, parts))).map((values) => ({
    bytes: checkKeyLength(Buffer.concat(fields.map(({ direction }, at) => encodeValue(values[at], direction)))),
  }));
  return keys.length === 1 ? keys : [...new Map(keys.map((key) => [key.bytes.toString('latin1'), key])).values()];
}

export function checkKeyLength(bytes: Buffer): Buffer {
  if (bytes.length <= maxKeyBytes) return bytes;
  throw createCommandError(17280, `An indexed value takes ${bytes.length} bytes; the limit here is ${maxKeyBytes}`);
}
