import { BSON, bsonType, type Document, isDocument } from './bson.ts';
import { createCommandError, refuse } from './command-error.ts';
import { isOperators } from './match-document.ts';
import { rankOf, ranks } from './order-values.ts';

/** Makes the new document out of the old one; `inserting` tells an upsert's insert from a change. */
export type Update = (document: Document, options: { inserting: boolean }) => Document;

const served = new Set(['$set', '$setOnInsert', '$inc']);

/** The sum in the integer type it fits in, or a double when one of the two is. */
function add(current: unknown, operand: unknown): unknown {
  const known = current === undefined ? new BSON.Int32(0) : current;
  for (const value of [known, operand]) {
    if (rankOf(value) !== ranks.number) throw createCommandError(14, '$inc works on numbers only');
  }
  const sum = Number(known) + Number(operand);
  const isDouble = [known, operand].some((value) => bsonType(value) === 'Double' || !Number.isInteger(Number(value)));
  if (isDouble) return new BSON.Double(sum);
  if (!Number.isSafeInteger(sum)) throw createCommandError(2, '$inc beyond 2^53 is not served');
  return BigInt.asIntN(32, BigInt(sum)) === BigInt(sum) ? new BSON.Int32(sum) : BSON.Long.fromNumber(sum);
}

function checkOperators(update: Document): void {
  const taken = new Set<string>();
  for (const [operator, fields] of Object.entries(update)) {
    if (!served.has(operator)) throw refuse(`The update operator ${operator}`);
    if (!isDocument(fields)) throw createCommandError(9, `Modifiers operate on fields; ${operator} needs a document`);
    for (const path of Object.keys(fields)) {
      if (/[.$]/.test(path) || path === '')
        throw refuse(`An update of '${path}': only whole fields are changed. A path`);
      if (taken.has(path))
        throw createCommandError(40, `Updating the path '${path}' would create a conflict at '${path}'`);
      taken.add(path);
    }
  }
}

function applyOperators(update: Document): Update {
  checkOperators(update);
  return (document, { inserting }) => {
    const changed = { ...document };
    for (const [operator, fields] of Object.entries(update)) {
      if (operator === '$setOnInsert' && !inserting) continue;
      for (const [path, operand] of Object.entries(fields as Document)) {
        changed[path] = operator === '$inc' ? add(changed[path], operand) : operand;
      }
    }
    return changed;
  };
}

/**
 * A function that applies an update ($set, $setOnInsert and $inc on whole fields, or a whole replacement) to a document and returns the
 * result. Throws MongoDB's codes for what is wrong or not served.
 */
export function compileUpdate(update: unknown, options: { multi: boolean }): Update {
  if (Array.isArray(update)) throw refuse('An update by aggregation pipeline');
  if (!isDocument(update)) throw createCommandError(9, 'An update must be a document');
  const names = Object.keys(update);
  if (names[0]?.startsWith('$')) return applyOperators(update);
  if (options.multi) throw createCommandError(9, 'multi update is not supported for replacement-style update');
  if (names.some((name) => name.startsWith('$'))) throw createCommandError(9, 'A replacement must not hold operators');
  return (document) => (document._id === undefined ? { ...update } : { _id: document._id, ...update });
}

/** The document an upsert starts from: the whole fields that the filter demands to be equal to something. */
export function seedFromFilter(filter: Document): Document {
  const seed: Document = {};
  for (const [path, condition] of Object.entries(filter)) {
    if (path.startsWith('$') || path.includes('.')) continue;
    const operators = isOperators(condition);
    if (operators ? '$eq' in condition : rankOf(condition) !== ranks.whole)
      seed[path] = operators ? condition.$eq : condition;
  }
  return seed;
}
