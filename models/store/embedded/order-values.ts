import type { mongo } from 'mongoose';
import { bsonType } from './bson.ts';
import { refuse } from './command-error.ts';

/**
 * The kinds of values that filters compare and indexes hold, in the order of the manual; also the first byte of a stored key.
 * Documents and arrays as a whole have a place in the order, but are not told apart there.
 * https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/
 */
export const ranks = { null: 10, number: 20, string: 30, whole: 40, ObjectId: 70, boolean: 80, date: 90 } as const;

const ranksOfClasses: Readonly<Record<string, number>> = {
  Int32: ranks.number,
  Double: ranks.number,
  Long: ranks.number,
  ObjectId: ranks.ObjectId,
};

export function rankOf(value: unknown): number {
  if (value === undefined || value === null) return ranks.null;
  if (typeof value === 'string') return ranks.string;
  if (typeof value === 'boolean') return ranks.boolean;
  if (typeof value === 'number') return ranks.number;
  if (value instanceof Date) return ranks.date;
  return ranksOfClasses[bsonType(value) ?? ''] ?? ranks.whole;
}

/** The rank of a value that a filter or an update asks for; one that cannot be told apart is refused. */
export function comparableRank(value: unknown): number {
  const rank = rankOf(value);
  if (rank === ranks.whole) throw refuse(`Comparing with a ${bsonType(value) ?? 'document, array or pattern'}`);
  return rank;
}

/** Text as UTF-8 with its zero bytes escaped, so that a shorter text sorts before one that continues it. */
function encodeText(text: string): Buffer {
  if (!text.includes('\0')) return Buffer.from(`${text}\0\0`);
  return Buffer.from(`${Buffer.from(text).toString('latin1').replaceAll('\0', '\0\xff')}\0\0`, 'latin1');
}

/** Eight bytes that sort as the double does; NaN comes first. */
function encodeNumber(double: number): Buffer {
  const bytes = Buffer.alloc(8);
  if (Number.isNaN(double)) return bytes;
  bytes.writeDoubleBE(double === 0 ? 0 : double);
  if (double < 0) invert(bytes);
  else bytes[0] = (bytes[0] ?? 0) | 0x80;
  return bytes;
}

function encodeContent(value: unknown, rank: number): Uint8Array {
  if (rank === ranks.number) return encodeNumber(Number(value));
  if (rank === ranks.string) return encodeText(String(value));
  if (rank === ranks.ObjectId) return (value as mongo.ObjectId).id;
  if (rank === ranks.boolean) return Buffer.from([value === true ? 1 : 0]);
  return rank === ranks.date ? encodeNumber((value as Date).getTime()) : Buffer.alloc(0);
}

function invert(bytes: Buffer): void {
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = ~(bytes[at] ?? 0);
}

/** Bytes whose order is the order of the values, and of which none is the beginning of another; turned around for a descending field. */
export function encodeValue(value: unknown, direction: 1 | -1 = 1): Buffer {
  const rank = rankOf(value);
  const content = encodeContent(value, rank);
  const bytes = Buffer.allocUnsafe(content.length + 1);
  bytes[0] = rank;
  bytes.set(content, 1);
  if (direction === -1) invert(bytes);
  return bytes;
}

/** Negative, zero or positive by the order above; `undefined` (a missing field) equals null. */
export function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0;
  const difference = rankOf(a) - rankOf(b);
  return difference === 0 ? Buffer.compare(encodeValue(a), encodeValue(b)) : difference;
}
