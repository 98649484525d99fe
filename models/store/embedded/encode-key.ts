import type { mongo } from 'mongoose';
import type { Document } from './bson.ts';
import { createCommandError } from './command-error.ts';
import { numericValue, regexParts, typeRank, typeRanks } from './compare-values.ts';
import { readPath } from './read-path.ts';

export type Direction = 1 | -1;
export interface KeyField {
  path: string;
  parts: string[];
  direction: Direction;
}

/** Marks an empty array in a key: it sorts before null, and no equality finds it. */
export const emptyArray: unique symbol = Symbol('empty array');

const maxKeyBytes = 1024; // LMDB takes 1,978 bytes for the index's value, the document's key and the prefix together

/** Text as UTF-8 with its zero bytes escaped, so that a shorter text sorts before one that continues it. */
function encodeText(text: string): Buffer {
  const escaped = text.includes('\0') ? Buffer.from(text).toString('latin1').replaceAll('\0', '\0\xff') : undefined;
  return escaped === undefined ? Buffer.from(`${text}\0\0`) : Buffer.from(`${escaped}\0\0`, 'latin1');
}

/** Eight bytes for the nearest double and two for what an integer beyond 2^53 differs from it. */
function encodeNumber(value: number | bigint): Buffer {
  const bytes = Buffer.alloc(10);
  const double = Number(value);
  if (!Number.isNaN(double)) {
    bytes.writeDoubleBE(double === 0 ? 0 : double);
    if (double < 0) invert(bytes);
    else bytes[0] = (bytes[0] ?? 0) | 0x80;
  }
  bytes.writeUInt16BE(0x8000 + (typeof value === 'bigint' ? Number(value - BigInt(double)) : 0), 8);
  return bytes;
}

function encodeInt64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt.asUintN(64, value));
  return bytes;
}

function encodeBinary(value: mongo.Binary): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(value.length());
  head[4] = value.sub_type;
  return Buffer.concat([head, value.value()]);
}

function encodeFields(value: Document): Buffer {
  const fields = Object.entries(value).filter(([, content]) => content !== undefined);
  const parts = fields.flatMap(([name, content]) => [
    Buffer.from([typeRank(content)]),
    encodeText(name),
    encodeValue(content),
  ]);
  return Buffer.concat([...parts, Buffer.from([0])]);
}

function encodeContent(value: unknown, rank: number): Uint8Array {
  switch (rank) {
    case typeRanks.number:
      return encodeNumber(numericValue(value));
    case typeRanks.string:
      return encodeText(String(value));
    case typeRanks.object:
      return encodeFields(value as Document);
    case typeRanks.array:
      return Buffer.concat([...(value as unknown[]).map(encodeValue), Buffer.from([0])]);
    case typeRanks.Binary:
      return encodeBinary(value as mongo.Binary);
    case typeRanks.ObjectId:
      return (value as mongo.ObjectId).id;
    case typeRanks.boolean:
      return Buffer.from([value === true ? 1 : 0]);
    case typeRanks.date:
      return encodeNumber((value as Date).getTime());
    case typeRanks.Timestamp:
      return encodeInt64((value as mongo.Timestamp).toBigInt());
    case typeRanks.regex:
      return Buffer.concat([encodeText(regexParts(value).pattern), encodeText(regexParts(value).flags)]);
    case typeRanks.Code:
      return encodeText((value as mongo.Code).code);
    default:
      return Buffer.alloc(0);
  }
}

function invert(bytes: Buffer): void {
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = ~(bytes[at] ?? 0);
}

/** Bytes whose order is the order of the values (`compareValues`), and of which none is the beginning of another. */
export function encodeValue(value: unknown): Buffer {
  const rank = value === emptyArray ? typeRanks.emptyArray : typeRank(value);
  const content = encodeContent(value, rank);
  const bytes = Buffer.allocUnsafe(content.length + 1);
  bytes[0] = rank;
  bytes.set(content, 1);
  return bytes;
}

/** As `encodeValue`, turned around for a descending field. */
export function encodeDirected(value: unknown, direction: Direction): Buffer {
  const bytes = encodeValue(value);
  if (direction === -1) invert(bytes);
  return bytes;
}

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
  return leaves.flatMap((leaf) => (Array.isArray(leaf) && leaf.length === 0 ? [emptyArray] : leaf));
}

/** A function that gives a document's sort key: of an array the smallest element counts, or the greatest if descending. */
export function compileSortKey(fields: readonly KeyField[]): (document: Document) => Buffer {
  return (document) =>
    Buffer.concat(
      fields.map(({ parts, direction }) => {
        const keys = readKeyValues(document, parts).map((value) => encodeDirected(value, direction));
        return keys.reduce((least, key) => (Buffer.compare(key, least) < 0 ? key : least));
      }),
    );
}

export interface IndexKey {
  bytes: Buffer;
  values: unknown[];
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
    bytes: checkKeyLength(Buffer.concat(fields.map(({ direction }, at) => encodeDirected(values[at], direction)))),
    values,
  }));
  return keys.length === 1 ? keys : [...new Map(keys.map((key) => [key.bytes.toString('latin1'), key])).values()];
}

export function checkKeyLength(bytes: Buffer): Buffer {
  if (bytes.length <= maxKeyBytes) return bytes;
  throw createCommandError(17280, `An indexed value takes ${bytes.length} bytes; the limit here is ${maxKeyBytes}`);
}
