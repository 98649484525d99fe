import { asDocument, bsonType, type Document, isDocument } from './bson.ts';
import { createCommandError } from './command-error.ts';
import { comparableRank, compareValues, rankOf, ranks } from './order-values.ts';
import { fieldOfPath, readPath } from './read-path.ts';

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
  const { pattern, flags } = readRegex(operand);
  const wanted = options || flags;
  if (/[^imsu]/.test(wanted))
    throw createCommandError(2, `The regular expression option(s) '${wanted}' are not served`);
  try {
    const regex = new RegExp(pattern, wanted);
    return (value) => typeof value === 'string' && regex.test(value);
  } catch (cause) {
    throw createCommandError(2, `Regular expression is invalid: ${(cause as Error).message}`);
  }
}

function readRegex(operand: unknown): { pattern: string; flags: string } {
  if (operand instanceof RegExp) return { pattern: operand.source, flags: operand.flags };
  if (!isRegex(operand)) return { pattern: String(operand), flags: '' };
  const { pattern, options } = operand as { pattern: string; options: string };
  return { pattern, flags: options };
}

function testEquality(operand: unknown): Test {
  comparableRank(operand);
  return (value) => compareValues(value, operand) === 0;
}

/** Comparison within one type only, as MongoDB brackets it; nothing is before or after NaN. */
function testOrder(operand: unknown, accepts: (order: number) => boolean): Test {
  const rank = comparableRank(operand);
  const isNaNumber = (value: unknown) => rank === ranks.number && Number.isNaN(Number(value));
  return (value) => {
    if (rankOf(value) !== rank) return false;
    const order = compareValues(value, operand);
    return (order === 0 || !(isNaNumber(value) || isNaNumber(operand))) && accepts(order);
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

/** Whether a condition is a set of operators (`{ $gt: 1 }`) and not a value to be equal to. */
export function isOperators(condition: unknown): condition is Document {
  if (!isDocument(condition)) return false;
  const [first] = Object.keys(condition);
  return first?.startsWith('$') ?? false;
}

function compileOperator(operator: string, conditions: Document): LeavesTest {
  const operand = conditions[operator];
  switch (operator) {
    case '$eq':
      return anyOf(testEquality(operand));
    case '$ne':
      if (isRegex(operand)) throw createCommandError(2, "Can't have regex as arg to $ne.");
      return negate(anyOf(testEquality(operand)));
    case '$gt':
      return anyOf(testOrder(operand, (order) => order > 0));
    case '$gte':
      return anyOf(testOrder(operand, (order) => order >= 0));
    case '$lt':
      return anyOf(testOrder(operand, (order) => order < 0));
    case '$lte':
      return anyOf(testOrder(operand, (order) => order <= 0));
    case '$in':
      return testIn(operand, operator);
    case '$nin':
      return negate(testIn(operand, operator));
    case '$regex':
      return anyOf(testRegex(operand, conditions.$options as string | undefined));
    case '$options':
      if (!('$regex' in conditions)) throw createCommandError(2, '$options needs a $regex');
      return () => true;
    default:
      throw createCommandError(
        2,
        `The embedded store does not serve ${operator}; it holds only what Instroom's stores use`,
      );
  }
}

function compileCondition(path: string, condition: unknown): Matches {
  const parts = path.split('.');
  if (!isOperators(condition)) {
    const test = anyOf(isRegex(condition) ? testRegex(condition) : testEquality(condition));
    return (document) => test(readPath(document, parts));
  }
  const clauses = Object.keys(condition).map((operator) => compileOperator(operator, condition));
  return (document) => {
    const leaves = readPath(document, parts);
    return clauses.every((clause) => clause(leaves));
  };
}

const logical = new Set(['$and', '$or']);

function compileLogical(operator: string, operand: unknown): Matches {
  const parts = readList(operand, operator).map((part) => {
    if (!isDocument(part)) throw createCommandError(2, `${operator} needs an array of objects`);
    return compileFilter(part);
  });
  if (parts.length === 0) throw createCommandError(2, `${operator} needs a nonempty array`);
  if (operator === '$and') return (document) => parts.every((part) => part(document));
  return (document) => parts.some((part) => part(document));
}

/** The fields of a document that a filter looks at. */
export function fieldsOfFilter(filter: Document): Set<string> {
  const names = Object.entries(filter).flatMap(([path, condition]) => {
    if (logical.has(path)) return readList(condition, path).flatMap((part) => [...fieldsOfFilter(asDocument(part))]);
    return path.startsWith('$') ? [] : [fieldOfPath(path)];
  });
  return new Set(names);
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
