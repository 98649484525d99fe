import type { mongo } from 'mongoose';
import { bsonType, isDocument } from './bson.ts';
import { createCommandError } from './command-error.ts';

/** BSON's type numbers by alias: https://www.mongodb.com/docs/manual/reference/bson-types/ */
const typeNumbers: Record<string, number> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  javascript: 13,
  symbol: 14,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  maxKey: 127,
  minKey: -1,
};

const classAliases: Record<string, string> = {
  Double: 'double',
  Int32: 'int',
  Long: 'long',
  Decimal128: 'decimal',
  Binary: 'binData',
  ObjectId: 'objectId',
  BSONRegExp: 'regex',
  BSONSymbol: 'symbol',
  Code: 'javascript',
  Timestamp: 'timestamp',
  MaxKey: 'maxKey',
  MinKey: 'minKey',
  DBRef: 'object',
};

function typeAlias(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (value === null) return 'null';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? 'int' : 'double';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (value instanceof RegExp) return 'regex';
  return isDocument(value) ? 'object' : classAliases[bsonType(value) ?? ''];
}

/** The test behind `$type`: an alias, a number or several of them. */
export function isTypeOperand(operand: unknown): (value: unknown) => boolean {
  const wanted = new Set<number>();
  for (const one of Array.isArray(operand) ? operand : [operand]) {
    const numbers = one === 'number' ? [1, 16, 18, 19] : [typeof one === 'string' ? typeNumbers[one] : Number(one)];
    for (const number of numbers) {
      if (number === undefined || !Object.values(typeNumbers).includes(number)) {
        throw createCommandError(2, `Unknown type name alias or code: ${String(one as mongo.Int32 | string)}`);
      }
      wanted.add(number);
    }
  }
  return (value) => wanted.has(typeNumbers[typeAlias(value) ?? ''] ?? Number.NaN);
}
