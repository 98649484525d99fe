import { asDocument, type Document } from './bson.ts';
import type { Direction, KeyField } from './encode-key.ts';
import { isOperators } from './match-document.ts';
import { type Collection, entryKey, type Index } from './open-engine.ts';
import { encodeValue, rankOf, ranks } from './order-values.ts';

interface Limit {
  value: unknown;
  inclusive: boolean;
}
/** What a filter says about one path, as far as an index can use it. */
interface Bound {
  equals?: unknown[];
  lower?: Limit;
  upper?: Limit;
}
export interface Plan {
  index: Index;
  ranges: { start: Buffer; end: Buffer }[];
  reverse: boolean;
  /** Every range is one id. */
  isPoint: boolean;
  /** The ranges give the documents in the wanted order. */
  sorted: boolean;
}

const maxSeeks = 1000;
const pastEveryKey = Buffer.from([0xff]);

function canSeek(value: unknown): boolean {
  return rankOf(value) !== ranks.whole;
}

function canRange(value: unknown): boolean {
  return canSeek(value) && rankOf(value) !== ranks.null;
}

function addCondition(bound: Bound, condition: unknown): void {
  const operators = isOperators(condition) ? condition : { $eq: condition };
  const { $eq, $in, $gt, $gte, $lt, $lte } = operators;
  if ('$eq' in operators && canSeek($eq)) bound.equals = [$eq];
  else if (Array.isArray($in) && $in.every(canSeek)) bound.equals ??= $in;
  if ('$gt' in operators && canRange($gt)) bound.lower = { value: $gt, inclusive: false };
  if ('$gte' in operators && canRange($gte)) bound.lower = { value: $gte, inclusive: true };
  if ('$lt' in operators && canRange($lt)) bound.upper = { value: $lt, inclusive: false };
  if ('$lte' in operators && canRange($lte)) bound.upper = { value: $lte, inclusive: true };
}

/** The bounds by path of all conditions that must hold together. Too wide is fine: each document is matched afterwards. */
function readBounds(filter: Document, bounds = new Map<string, Bound>()): Map<string, Bound> {
  for (const [path, condition] of Object.entries(filter)) {
    if (path === '$and' && Array.isArray(condition)) for (const part of condition) readBounds(asDocument(part), bounds);
    if (path.startsWith('$')) continue;
    const bound = bounds.get(path) ?? {};
    addCondition(bound, condition);
    bounds.set(path, bound);
  }
  return bounds;
}

function rangeOf(bound: Bound, index: Index, direction: Direction): { start: Buffer; end: Buffer } | undefined {
  const { lower, upper } = bound;
  // A document may fulfil the two limits with two elements of its array, so only one of them can be used.
  const usedUpper = index.multikey && lower ? undefined : upper;
  const known = lower ?? usedUpper;
  if (!known || (lower && usedUpper && rankOf(lower.value) !== rankOf(usedUpper.value))) return undefined;
  const rank = direction === 1 ? rankOf(known.value) : 255 - rankOf(known.value);
  const [low, high] = direction === 1 ? [lower, usedUpper] : [usedUpper, lower];
  const edge = (limit: Limit, after: boolean): Buffer =>
    Buffer.concat([encodeValue(limit.value, direction), after ? pastEveryKey : Buffer.alloc(0)]);
  return {
    start: low ? edge(low, !low.inclusive) : Buffer.from([rank]),
    end: high ? edge(high, high.inclusive) : Buffer.from([rank + 1]),
  };
}

function isSortedBy(fields: KeyField[], sort: KeyField[]): Direction | undefined {
  const [first] = sort;
  if (!first) return 1;
  const turned = first.direction === fields[0]?.direction ? 1 : -1;
  const fits = sort.every(
    ({ path, direction }, at) => fields[at]?.path === path && fields[at].direction * turned === direction,
  );
  return fits ? turned : undefined;
}

function planIndex(index: Index, bounds: Map<string, Bound>, sort: KeyField[]): Plan & { score: number } {
  let prefixes = [Buffer.alloc(0)];
  let used = 0;
  const constant = new Set<string>();
  for (const { path, direction } of index.fields) {
    const equals = bounds.get(path)?.equals;
    if (!equals || equals.length * prefixes.length > maxSeeks) break;
    const keys = new Map(equals.map((value) => [encodeValue(value).toString('latin1'), encodeValue(value, direction)]));
    prefixes = prefixes.flatMap((prefix) => [...keys.values()].map((key) => Buffer.concat([prefix, key])));
    if (keys.size === 1) constant.add(path);
    used += 1;
  }
  const next = index.fields[used];
  const bound = next && bounds.get(next.path);
  const range = next && bound && rangeOf(bound, index, next.direction);
  const { start, end } = range ?? { start: Buffer.alloc(0), end: pastEveryKey };
  const openSort = sort.filter(({ path }) => !constant.has(path));
  const turned = isSortedBy(index.fields.slice(used), openSort);
  const sorted = sort.length === 0 || (turned !== undefined && !index.multikey && prefixes.length === 1);
  const isPoint = index.name === '_id_' && used === index.fields.length;
  return {
    index,
    ranges: prefixes
      .sort(Buffer.compare)
      .map((prefix) => ({ start: entryKey(index.storage, prefix, start), end: entryKey(index.storage, prefix, end) })),
    isPoint,
    reverse: sorted && turned === -1,
    sorted,
    score: (isPoint ? 1000 : 0) + used * 10 + (range ? 5 : 0) + (sorted && sort.length > 0 ? 3 : 0),
  };
}

/**
 * Where to look for the documents that a filter wants: the index with the longest beginning of equalities, then a range,
 * then the wanted order; the whole collection where no index helps. The documents found must still be matched.
 */
export function chooseIndex(collection: Collection, query: { filter: Document; sort: KeyField[] }): Plan {
  const bounds = readBounds(query.filter);
  const [primary, ...others] = collection.indexes;
  let best = planIndex(primary, bounds, query.sort);
  for (const index of others) {
    const plan = planIndex(index, bounds, query.sort);
    if (plan.score > best.score) best = plan;
  }
  return best;
}
