import { asDocument, bsonType, type Document, isDocument } from './bson.ts';
import { createCommandError } from './command-error.ts';
import { compareValues, regexParts, typeRank, typeRanks } from './compare-values.ts';
import { isTypeOperand } from './match-type.ts';
import { readPath } from './read-path.ts';

export type Matches = (document: Document) => boolean;
type Test = (value: unknown) => boolean;
type LeavesTest = (leaves: unknown[]) => boolean;

/** The test is passed by the value or, where that is an array, by one of its elements. */
function anyOf(test: Test): LeavesTest {
  return (leaves) => leaves.some((leaf) => test(leaf) || (Array.isArray(leaf) && leaf.some(test)));
}

function negate(test: LeavesTest): LeavesTest {
  return (leaves) => !test(leaves);
}

function isRegex(value: unknown): boolean {
  return value instanceof RegExp || bsonType(value) === 'BSONRegExp';
}

function testRegex(operand: unknown, options = ''): Test {
  const { pattern, flags } = isRegex(operand) ? regexParts(operand) : { pattern: String(operand), flags: '' };
  const wanted = options || flags;
  if (/[^imsu]/.test(wanted))
    throw createCommandError(2, `The regular expression option(s) '${wanted}' are not served`);
  let regex: RegExp;
  try {
    regex = new RegExp(pattern, wanted);
  } catch (cause) {
    throw createCommandError(2, `Regular expression is invalid: ${(cause as Error).message}`);
  }
  return (value) =>
    typeof value === 'string' ? regex.test(value) : isRegex(value) && compareValues(value, operand) === 0;
}

function testEquality(operand: unknown): Test {
  return (value) => compareValues(value, operand) === 0;
}

/** Comparison within one type only, as MongoDB brackets it; MinKey and MaxKey compare with everything. */
function testOrder(operand: unknown, accepts: (order: number) => boolean): Test {
  const rank = typeRank(operand);
  const all = rank === typeRanks.MinKey || rank === typeRanks.MaxKey;
  const isNaNOperand = Number.isNaN(Number(operand)) && rank === typeRanks.number;
  return (value) => {
    if (!all && typeRank(value) !== rank) return false;
    const order = compareValues(value, operand);
    const unordered = rank === typeRanks.number && order !== 0 && (isNaNOperand || Number.isNaN(Number(value)));
    return !unordered && accepts(order);
  };
}

function readList(operand: unknown, operator: string): unknown[] {
  if (!Array.isArray(operand)) throw createCommandError(2, `${operator} needs an array`);
  return operand;
}

function testIn(operand: unknown, operator: string): LeavesTest {
  const tests = readList(operand, operator).map((one) => {
    if (isOperators(one)) throw createCommandError(2, `cannot nest $ under ${operator}`);
    return isRegex(one) ? testRegex(one) : testEquality(one);
  });
  return anyOf((value) => tests.some((test) => test(value)));
}

function testSize(operand: unknown): LeavesTest {
  const size = Number(operand);
  if (typeRank(operand) !== typeRanks.number || !Number.isInteger(size) || size < 0) {
    throw createCommandError(2, '$size needs a whole number of at least 0');
  }
  return (leaves) => leaves.some((leaf) => Array.isArray(leaf) && leaf.length === size);
}

function testElements(operand: unknown): LeavesTest {
  if (!isDocument(operand)) throw createCommandError(2, '$elemMatch needs an Object');
  const names = Object.keys(operand);
  const onValues = names.length > 0 && isOperators(operand) && !names.some((name) => logical.has(name));
  let test: Test;
  if (onValues) {
    const clauses = compileOperators(operand, (one) => (leaves) => leaves.some(one));
    test = (element) => clauses.every((clause) => clause([element]));
  } else {
    const matches = compileFilter(operand);
    test = (element) => (isDocument(element) || Array.isArray(element)) && matches(element as Document);
  }
  return (leaves) => leaves.some((leaf) => Array.isArray(leaf) && leaf.some(test));
}

function testAll(operand: unknown): LeavesTest {
  const tests = readList(operand, '$all').map((one) => {
    const { $elemMatch } = asDocument(one);
    if ($elemMatch !== undefined) return testElements($elemMatch);
    if (isOperators(one)) throw createCommandError(2, 'no $ expressions in $all');
    return anyOf(isRegex(one) ? testRegex(one) : testEquality(one));
  });
  return (leaves) => tests.length > 0 && tests.every((test) => test(leaves));
}

function testNot(operand: unknown): LeavesTest {
  if (isRegex(operand)) return negate(anyOf(testRegex(operand)));
  if (!isOperators(operand)) throw createCommandError(2, '$not needs a regex or a document of operators');
  const clauses = compileOperators(operand, anyOf);
  return (leaves) => !clauses.every((clause) => clause(leaves));
}

/** Whether a condition is a set of operators (`{ $gt: 1 }`) and not a value to be equal to. */
export function isOperators(condition: unknown): condition is Document {
  if (!isDocument(condition)) return false;
  const [first] = Object.keys(condition);
  return first?.startsWith('$') ?? false;
}

/** `spread` says how a test of one value is applied to what the path leads to: with or without looking into arrays. */
function compileOperator(operator: string, conditions: Document, spread: (test: Test) => LeavesTest): LeavesTest {
  const operand = conditions[operator];
  switch (operator) {
    case '$eq':
      return spread(testEquality(operand));
    case '$ne':
      if (isRegex(operand)) throw createCommandError(2, "Can't have regex as arg to $ne.");
      return negate(spread(testEquality(operand)));
    case '$gt':
      return spread(testOrder(operand, (order) => order > 0));
    case '$gte':
      return spread(testOrder(operand, (order) => order >= 0));
    case '$lt':
      return spread(testOrder(operand, (order) => order < 0));
    case '$lte':
      return spread(testOrder(operand, (order) => order <= 0));
    case '$in':
      return testIn(operand, operator);
    case '$nin':
      return negate(testIn(operand, operator));
    case '$exists': {
      const wanted = typeRank(operand) === typeRanks.number ? Number(operand) !== 0 : Boolean(operand);
      return (leaves) => leaves.some((leaf) => leaf !== undefined) === wanted;
    }
    case '$not':
      return testNot(operand);
    case '$regex':
      return spread(testRegex(operand, conditions.$options as string | undefined));
    case '$options':
      if (!('$regex' in conditions)) throw createCommandError(2, '$options needs a $regex');
      return () => true;
    case '$all':
      return testAll(operand);
    case '$elemMatch':
      return testElements(operand);
    case '$size':
      return testSize(operand);
    case '$type':
      return spread(isTypeOperand(operand));
    default:
      throw createCommandError(2, `unknown operator: ${operator}`);
  }
}

function compileOperators(conditions: Document, spread: (test: Test) => LeavesTest): LeavesTest[] {
  return Object.keys(conditions).map((operator) => compileOperator(operator, conditions, spread));
}

function compileCondition(path: string, condition: unknown): Matches {
  const parts = path.split('.');
  if (!isOperators(condition)) {
    const test = anyOf(isRegex(condition) ? testRegex(condition) : testEquality(condition));
    return (document) => test(readPath(document, parts));
  }
  const clauses = compileOperators(condition, anyOf);
  return (document) => {
    const leaves = readPath(document, parts);
    return clauses.every((clause) => clause(leaves));
  };
}

const logical = new Set(['$and', '$or', '$nor']);

function compileLogical(operator: string, operand: unknown): Matches {
  const parts = readList(operand, operator).map((part) => {
    if (!isDocument(part)) throw createCommandError(2, `${operator} needs an array of objects`);
    return compileFilter(part);
  });
  if (parts.length === 0) throw createCommandError(2, `${operator} needs a nonempty array`);
  if (operator === '$and') return (document) => parts.every((part) => part(document));
  if (operator === '$or') return (document) => parts.some((part) => part(document));
  return (document) => !parts.some((part) => part(document));
}

/** A function that says whether a document matches a filter. Throws code 2 for an operator that is not known here. */
export function compileFilter(filter: Document): Matches {
  const clauses = Object.entries(filter).flatMap(([path, condition]) => {
    if (path === '$comment') return [];
    if (logical.has(path)) return [compileLogical(path, condition)];
    if (path.startsWith('$')) throw createCommandError(2, `unknown top level operator: ${path}`);
    return [compileCondition(path, condition)];
  });
  return (document) => clauses.every((clause) => clause(document));
}
