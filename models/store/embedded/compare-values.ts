import type { mongo } from 'mongoose';
import { bsonType, type Document } from './bson.ts';
import { refuse } from './command-error.ts';

/**
 * Order of the BSON types, as the manual has it; also the first byte of a stored key.
 * https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/
 */
export const typeRanks = {
  MinKey: 1,
  emptyArray: 5, // a key only: an empty array sorts before null
  null: 10,
  number: 20,
  string: 30,
  object: 40,
  array: 50,
  Binary: 60,
  ObjectId: 70,
  boolean: 80,
  date: 90,
  Timestamp: 100,
  regex: 110,
  Code: 120,
  MaxKey: 250,
} as const;

const ranksOfClasses: Record<string, number> = {
  Int32: typeRanks.number,
  Double: typeRanks.number,
  Long: typeRanks.number,
  BSONSymbol: typeRanks.string,
  BSONRegExp: typeRanks.regex,
  DBRef: typeRanks.object,
  ...typeRanks,
};

export function typeRank(value: unknown): number {
  if (value === undefined || value === null) return typeRanks.null;
  const kind = typeof value;
  if (kind === 'string') return typeRanks.string;
  if (kind === 'boolean') return typeRanks.boolean;
  if (kind === 'number' || kind === 'bigint') return typeRanks.number;
  if (Array.isArray(value)) return typeRanks.array;
  if (value instanceof Date) return typeRanks.date;
  if (value instanceof RegExp) return typeRanks.regex;
  const name = bsonType(value);
  if (name === undefined) return typeRanks.object;
  const rank = ranksOfClasses[name];
  if (rank === undefined) throw refuse(`Comparing or indexing a ${name}`);
  return rank;
}

/** Value of any BSON number; a Long beyond 2^53 stays exact as a bigint, which compares correctly with a number. */
export function numericValue(value: unknown): number | bigint {
  if (bsonType(value) !== 'Long') return Number(value);
  const big = (value as mongo.Long).toBigInt();
  return Number.isSafeInteger(Number(big)) ? Number(big) : big;
}

/** Pattern and flags of a regular expression, from JavaScript or from BSON. */
export function regexParts(value: unknown): { pattern: string; flags: string } {
  if (value instanceof RegExp) return { pattern: value.source, flags: value.flags };
  const { pattern, options } = value as mongo.BSONRegExp;
  return { pattern, flags: options };
}

function comparePlain<T extends number | bigint | boolean>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareNumbers(a: number | bigint, b: number | bigint): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
  return comparePlain(a, b);
}

/** MongoDB compares strings as UTF-8 bytes, where characters beyond U+FFFF (surrogates here) come after all others. */
function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  let at = 0;
  while (at < shorter && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  if (at === shorter) return a.length - b.length;
  const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
  return Number(isSurrogate(left)) - Number(isSurrogate(right)) || left - right;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

function compareObjects(a: Document, b: Document): number {
  const left = Object.entries(a).filter(([, value]) => value !== undefined);
  const right = Object.entries(b).filter(([, value]) => value !== undefined);
  for (const [position, [name, value]] of left.entries()) {
    const other = right[position];
    if (other === undefined) return 1;
    const order =
      typeRank(value) - typeRank(other[1]) || compareStrings(name, other[0]) || compareValues(value, other[1]);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareArrays(a: unknown[], b: unknown[]): number {
  for (const [position, value] of a.entries()) {
    if (position >= b.length) return 1;
    const order = compareValues(value, b[position]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareBinaries(a: mongo.Binary, b: mongo.Binary): number {
  return a.length() - b.length() || a.sub_type - b.sub_type || Buffer.compare(a.value(), b.value());
}

/** Negative, zero or positive, by MongoDB's order over all types; `undefined` (a missing field) equals null. */
export function compareValues(a: unknown, b: unknown): number {
  const rank = typeRank(a);
  const difference = rank - typeRank(b);
  if (difference !== 0) return difference;
  switch (rank) {
    case typeRanks.number:
      return compareNumbers(numericValue(a), numericValue(b));
    case typeRanks.string:
      return compareStrings(String(a), String(b));
    case typeRanks.object:
      return compareObjects(a as Document, b as Document);
    case typeRanks.array:
      return compareArrays(a as unknown[], b as unknown[]);
    case typeRanks.Binary:
      return compareBinaries(a as mongo.Binary, b as mongo.Binary);
    case typeRanks.ObjectId:
      return Buffer.compare((a as mongo.ObjectId).id, (b as mongo.ObjectId).id);
    case typeRanks.boolean:
      return comparePlain(a as boolean, b as boolean);
    case typeRanks.date:
      return comparePlain((a as Date).getTime(), (b as Date).getTime());
    case typeRanks.Timestamp:
      return comparePlain((a as mongo.Timestamp).toBigInt(), (b as mongo.Timestamp).toBigInt());
    case typeRanks.regex: {
      const [left, right] = [regexParts(a), regexParts(b)];
      return compareStrings(left.pattern, right.pattern) || compareStrings(left.flags, right.flags);
    }
    case typeRanks.Code:
      return compareStrings((a as mongo.Code).code, (b as mongo.Code).code);
    default:
      return 0;
  }
}
