import { createRequire } from 'node:module';
import type mongoose from 'mongoose';

/**
 * The very `bson` instance that mongoose's driver uses. It is reached through mongoose's own dependencies, because
 * loading mongoose itself would triple the start of the worker, and a plain import of `bson` would be a second copy
 * (ES module beside CommonJS) whose ObjectId is another class.
 */
const requireOfMongoose = createRequire(createRequire(import.meta.url).resolve('mongoose'));
const requireOfDriver = createRequire(requireOfMongoose.resolve('mongodb'));
export const BSON: typeof mongoose.mongo.BSON = requireOfDriver('bson');

export type Document = Record<string, unknown>;

export const maxDocumentBytes = 16 * 1024 * 1024;

/** Document of BSON bytes with every number in its own class, so that a document read and written again stays the same. */
export function decodeDocument(bytes: Uint8Array): Document {
  return BSON.deserialize(bytes, { promoteValues: false, bsonRegExp: true });
}

/**
 * The bytes of a document with the named ones of its own fields alone, in its order. What stands in the others is not looked at, so a
 * document with a long list costs no more than a short one.
 */
export function keepFields(bytes: Uint8Array, names: ReadonlySet<string>): Buffer {
  const parts: Uint8Array[] = [Buffer.alloc(4)];
  for (const [, nameAt, nameLength, at, length] of BSON.onDemand.parseToElements(bytes)) {
    const name = Buffer.from(bytes.buffer, bytes.byteOffset + nameAt, nameLength).toString('utf8');
    if (names.has(name)) parts.push(bytes.subarray(nameAt - 1, at + length));
  }
  const kept = Buffer.concat([...parts, Buffer.alloc(1)]);
  kept.writeInt32LE(kept.length, 0);
  return kept;
}

/** BSON bytes of a document; fields that are `undefined` are left out. */
export function encodeDocument(document: Document): Buffer {
  const bytes = BSON.serialize(document, { ignoreUndefined: true });
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Name of the BSON class of a value (`ObjectId`, `Int32`, ...), or undefined for a plain JavaScript value. */
export function bsonType(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null ? (value as { _bsontype?: string })._bsontype : undefined;
}

export function isDocument(value: unknown): value is Document {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof RegExp) &&
    bsonType(value) === undefined
  );
}

/** The fields of a nested document, or an empty one where there is none. */
export function asDocument(value: unknown): Document {
  return isDocument(value) ? value : {};
}

/** A command's number, whichever BSON class it came in. */
export function asNumber(value: unknown, otherwise: number): number {
  return value === undefined || value === null ? otherwise : Number(value);
}
