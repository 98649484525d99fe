import { asDocument, type Document, isDocument } from './bson.ts';
import { createCommandError } from './command-error.ts';
import { compareValues, typeRank, typeRanks } from './compare-values.ts';
import { compileSortKey, parseKeyFields } from './encode-key.ts';
import { compileFilter, isOperators } from './match-document.ts';

function asArray(value: unknown, operator: string): unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw createCommandError(2, `${operator} needs an array in the document`);
  return value;
}

function includes(array: unknown[], value: unknown): boolean {
  return array.some((element) => compareValues(element, value) === 0);
}

function readInteger(value: unknown, modifier: string): number {
  if (typeRank(value) !== typeRanks.number || !Number.isInteger(Number(value))) {
    throw createCommandError(2, `${modifier} needs a whole number`);
  }
  return Number(value);
}

function readEach(modifiers: Document): unknown[] {
  if (!Array.isArray(modifiers.$each)) throw createCommandError(2, '$each needs an array');
  return modifiers.$each;
}

function sortElements(array: unknown[], specification: unknown): unknown[] {
  if (!isDocument(specification)) {
    const direction = readInteger(specification, '$sort');
    if (Math.abs(direction) !== 1) throw createCommandError(2, '$sort needs 1 or -1');
    return array.toSorted((a, b) => direction * compareValues(a, b));
  }
  const sortKey = compileSortKey(parseKeyFields(specification));
  const keyed = array.map((element) => ({ element, key: sortKey(asDocument(element)) }));
  return keyed.sort((a, b) => Buffer.compare(a.key, b.key)).map(({ element }) => element);
}

const pushModifiers = new Set(['$each', '$position', '$slice', '$sort']);

function push(current: unknown, operand: unknown): unknown[] {
  const array = asArray(current, '$push');
  if (!isDocument(operand) || !('$each' in operand)) return [...array, operand];
  const unknown = Object.keys(operand).find((name) => !pushModifiers.has(name));
  if (unknown !== undefined) throw createCommandError(2, `Unrecognized clause in $push: ${unknown}`);
  const { $position, $slice, $sort } = operand;
  const position = $position === undefined ? array.length : readInteger($position, '$position');
  let result = array.toSpliced(position, 0, ...readEach(operand));
  if ($sort !== undefined) result = sortElements(result, $sort);
  if ($slice === undefined) return result;
  const slice = readInteger($slice, '$slice');
  return slice < 0 ? result.slice(slice) : result.slice(0, slice);
}

function addToSet(current: unknown, operand: unknown): unknown[] {
  const result = [...asArray(current, '$addToSet')];
  const added = isDocument(operand) && '$each' in operand ? readEach(operand) : [operand];
  for (const value of added) if (!includes(result, value)) result.push(value);
  return result;
}

function compilePull(operand: unknown): (element: unknown) => boolean {
  if (isDocument(operand) && !isOperators(operand)) {
    const matches = compileFilter(operand);
    return (element) => isDocument(element) && matches(element);
  }
  if (!isOperators(operand) && typeRank(operand) !== typeRanks.regex) {
    return (element) => compareValues(element, operand) === 0;
  }
  const matches = compileFilter({ element: operand });
  return (element) => matches({ element });
}

/** The update operators on arrays: what is there now (undefined if missing) and the operand give the new value. */
export const arrayOperators = {
  $push: push,
  $addToSet: addToSet,
  $pull: (current: unknown, operand: unknown): unknown => {
    const pulled = compilePull(operand);
    return current === undefined ? undefined : asArray(current, '$pull').filter((element) => !pulled(element));
  },
  $pullAll: (current: unknown, operand: unknown): unknown => {
    if (!Array.isArray(operand)) throw createCommandError(2, '$pullAll needs an array');
    return current === undefined ? undefined : asArray(current, '$pullAll').filter((one) => !includes(operand, one));
  },
  $pop: (current: unknown, operand: unknown): unknown => {
    const end = readInteger(operand, '$pop');
    if (Math.abs(end) !== 1) throw createCommandError(9, '$pop expects 1 or -1');
    if (current === undefined) return undefined;
    return end === 1 ? asArray(current, '$pop').slice(0, -1) : asArray(current, '$pop').slice(1);
  },
};
