import type { mongo } from 'mongoose';
import { BSON, bsonType } from './bson.ts';
import { createCommandError } from './command-error.ts';
import { typeRank, typeRanks } from './compare-values.ts';

function isDouble(value: unknown): boolean {
  return bsonType(value) === 'Double' || (typeof value === 'number' && !Number.isInteger(value));
}

function toBigInt(value: unknown): bigint {
  return bsonType(value) === 'Long' ? (value as mongo.Long).toBigInt() : BigInt(Number(value));
}

/** Sum or product of two BSON numbers in the type MongoDB gives it: double if one is, else the integer type it fits in. */
export function calculate(operator: '$inc' | '$mul', a: unknown, b: unknown): unknown {
  for (const value of [a, b]) {
    if (typeRank(value) !== typeRanks.number) throw createCommandError(14, `${operator} works on numbers only`);
  }
  if (isDouble(a) || isDouble(b)) {
    return new BSON.Double(operator === '$inc' ? Number(a) + Number(b) : Number(a) * Number(b));
  }
  const result = operator === '$inc' ? toBigInt(a) + toBigInt(b) : toBigInt(a) * toBigInt(b);
  if (BigInt.asIntN(64, result) !== result) throw createCommandError(2, `${operator} overflows a 64-bit integer`);
  const isLong = [a, b].some((value) => bsonType(value) === 'Long') || BigInt.asIntN(32, result) !== result;
  return isLong ? BSON.Long.fromBigInt(result) : new BSON.Int32(Number(result));
}
