import { asDocument, BSON, type Document, isDocument } from './bson.ts';
import { calculate } from './calculate.ts';
import { createCommandError, refuse } from './command-error.ts';
import { compareValues, typeRank, typeRanks } from './compare-values.ts';
import { isOperators } from './match-document.ts';
import { arrayOperators } from './update-array.ts';
import {
  compileArrayFilters,
  findMatchedPosition,
  getValue,
  setValue,
  type Target,
  visitTargets,
} from './visit-targets.ts';

type Operator = (current: unknown, operand: unknown) => unknown;
interface Change {
  operator: string;
  path: string;
  operand: unknown;
}
export interface UpdateContext {
  /** The filter that found the document: it decides what the positional `$` means. */
  filter: Document;
  inserting: boolean;
}
export type Update = (document: Document, context: UpdateContext) => Document;

function currentDate(_current: unknown, operand: unknown): Date {
  if (operand === true || (isDocument(operand) && operand.$type === 'date')) return new Date();
  throw createCommandError(2, '$currentDate is served with true or { $type: "date" }');
}

const operators: Record<string, Operator> = {
  $set: (_current, operand) => operand,
  $setOnInsert: (_current, operand) => operand,
  $unset: () => undefined,
  $inc: (current, operand) => calculate('$inc', current === undefined ? new BSON.Int32(0) : current, operand),
  $mul: (current, operand) =>
    current === undefined ? calculate('$mul', new BSON.Int32(0), operand) : calculate('$mul', current, operand),
  $min: (current, operand) => (current === undefined || compareValues(operand, current) < 0 ? operand : current),
  $max: (current, operand) => (current === undefined || compareValues(operand, current) > 0 ? operand : current),
  $currentDate: currentDate,
  ...arrayOperators,
};

/** Operators that leave a missing field missing, and so do not make the documents on the way to it. */
const onExistingOnly = new Set(['$unset', '$pop', '$pull', '$pullAll']);

function readChanges(update: Document): Change[] {
  const changes = Object.entries(update).flatMap(([operator, fields]) => {
    if (!Object.hasOwn(operators, operator) && operator !== '$rename') {
      throw createCommandError(
        9,
        `Unknown modifier: ${operator}. Served are ${Object.keys(operators).join(', ')}, $rename`,
      );
    }
    if (!isDocument(fields)) throw createCommandError(9, `Modifiers operate on fields; ${operator} needs a document`);
    return Object.entries(fields).map(([path, operand]) => ({ operator, path, operand }));
  });
  checkConflicts(changes);
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function checkConflicts(changes: Change[]): void {
  const taken = new Set<string>();
  const within = new Set<string>();
  for (const { operator, path, operand } of changes) {
    for (const one of operator === '$rename' ? [path, String(operand)] : [path]) {
      const beginnings = [...one.matchAll(/\./g)].map(({ index }) => one.slice(0, index));
      if (taken.has(one) || within.has(one) || beginnings.some((beginning) => taken.has(beginning))) {
        throw createCommandError(40, `Updating the path '${one}' would create a conflict at '${one}'`);
      }
      if (/^$|^\.|\.\.|\.$/.test(one))
        throw createCommandError(56, `The update path '${one}' contains an empty field name`);
      taken.add(one);
      for (const beginning of beginnings) within.add(beginning);
    }
  }
}

function assign(container: Document, key: string, value: unknown): void {
  if (value !== undefined) setValue(container, key, value);
  else if (!Array.isArray(container)) delete container[key];
  else if (Number(key) < container.length) container[Number(key)] = null;
}

/** For a path in which `$` and `$[]` have no meaning, and which must not lead to the element of an array. */
function visitPlain(document: Document, at: { path: string; create: boolean }, visit: Target['visit']): void {
  visitTargets(document, {
    parts: at.path.split('.'),
    create: at.create,
    arrayFilters: new Map(),
    findPosition: () => undefined,
    visit(container, key) {
      if (Array.isArray(container))
        throw createCommandError(2, `'${at.path}' must not lead to the element of an array`);
      visit(container, key);
    },
  });
}

function rename(document: Document, from: string, to: unknown): void {
  if (typeof to !== 'string') throw createCommandError(2, 'The target of $rename must be a string');
  let moved: unknown;
  visitPlain(document, { path: from, create: false }, (container, key) => {
    moved = getValue(container, key);
    delete container[key];
  });
  if (moved === undefined) return;
  visitPlain(document, { path: to, create: true }, (container, key) => setValue(container, key, moved));
}

function compileChanges(update: Document, filters: readonly Document[]): Update {
  const changes = readChanges(update);
  const arrayFilters = compileArrayFilters(filters);
  const unused = [...arrayFilters.keys()].find((name) => !changes.some(({ path }) => path.includes(`$[${name}]`)));
  if (unused !== undefined) throw createCommandError(9, `The array filter for '${unused}' was not used in the update`);
  const paths = changes.map(({ path }) => path.split('.'));
  return (document, { filter, inserting }) => {
    const findPosition = findPositions(changes, document, filter);
    for (const [at, { operator, path, operand }] of changes.entries()) {
      if (operator === '$setOnInsert' && !inserting) continue;
      const apply = operators[operator];
      if (apply === undefined) {
        rename(document, path, operand);
        continue;
      }
      visitTargets(document, {
        parts: paths[at] ?? [],
        create: !onExistingOnly.has(operator),
        arrayFilters,
        findPosition,
        visit: (container, key) => assign(container, key, apply(getValue(container, key), operand)),
      });
    }
    return document;
  };
}

/** What `$` stands for in the paths of the changes, found out before the first change is made. */
function findPositions(changes: Change[], document: Document, filter: Document): Target['findPosition'] {
  const positions = new Map<string, number | undefined>();
  for (const { path } of changes) {
    const [array, positional] = path.includes('.$') ? path.split(/\.\$(?:\.|$)/) : [];
    if (array !== undefined && positional !== undefined) {
      positions.set(array, findMatchedPosition(filter, document, array));
    }
  }
  return (arrayPath) => positions.get(arrayPath);
}

/**
 * A function that applies an update (operators, or a whole replacement) to a decoded document and returns the result;
 * the document given is changed. Throws MongoDB's codes for what is wrong or not known.
 */
export function compileUpdate(update: unknown, options: { arrayFilters: readonly Document[]; multi: boolean }): Update {
  if (Array.isArray(update)) throw refuse('An update by aggregation pipeline');
  if (!isDocument(update)) throw createCommandError(9, 'An update must be a document');
  const names = Object.keys(update);
  if (names[0]?.startsWith('$')) return compileChanges(update, options.arrayFilters);
  if (options.multi) throw createCommandError(9, 'multi update is not supported for replacement-style update');
  if (names.some((name) => name.startsWith('$'))) throw createCommandError(9, 'A replacement must not hold operators');
  return (document) => (document._id === undefined ? { ...update } : { _id: document._id, ...update });
}

/** The conditions of a filter that must all hold, also those within `$and`. */
function listConditions(filter: Document): [path: string, condition: unknown][] {
  return Object.entries(filter).flatMap(([path, condition]): [string, unknown][] => {
    const parts = Array.isArray(condition) ? condition.map(asDocument) : [];
    if (path === '$and' || (path === '$or' && parts.length === 1)) return parts.flatMap(listConditions);
    return path.startsWith('$') ? [] : [[path, condition]];
  });
}

/** The document an upsert starts from: the fields that the filter demands to be equal to something. */
export function seedFromFilter(filter: Document): Document {
  const seed: Document = {};
  for (const [path, condition] of listConditions(filter)) {
    const operators = isOperators(condition);
    if (operators ? !('$eq' in condition) : typeRank(condition) === typeRanks.regex) continue;
    const value = operators ? condition.$eq : condition;
    visitPlain(seed, { path, create: true }, (container, key) => setValue(container, key, value));
  }
  return seed;
}
