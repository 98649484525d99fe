import { asDocument, type Document, decodeDocument, encodeDocument, isDocument, keepFields } from './bson.ts';
import { createCommandError, refuse } from './command-error.ts';

import { findDocuments, type Query } from './find-documents.ts';
import { type Engine, entryKey } from './open-engine.ts';
import { encodeValue } from './order-values.ts';
import { readPath } from './read-path.ts';

/** A `$group`: by one field (or all together), with counts of documents. */
interface Group {
  /** Parts of the path to group by; undefined for all together. */
  by: string[] | undefined;
  constant: unknown;
  counters: string[];
}

function readGroup(operand: unknown): Group {
  const { _id: id, ...others } = asDocument(operand);
  const counters = Object.entries(others).map(([name, accumulator]) => {
    const { $sum, ...rest } = asDocument(accumulator);
    if (Number($sum) !== 1 || Object.keys(rest).length > 0)
      throw refuse(`A $group other than counting with { $sum: 1 } (${name})`);
    return name;
  });
  if (isDocument(id)) throw refuse('A $group by more than one field');
  const by = typeof id === 'string' && id.startsWith('$') ? id.slice(1).split('.') : undefined;
  return { by, constant: id ?? null, counters };
}

async function countDocuments(engine: Engine, namespace: string, query: Query): Promise<number> {
  const [primary] = engine.findCollection(namespace)?.indexes ?? [];
  if (primary && Object.keys(query.filter).length === 0) {
    return engine.count({ start: entryKey(primary.storage), end: entryKey(primary.storage + 1) });
  }
  let count = 0;
  for await (const _found of findDocuments(engine, namespace, query)) count += 1;
  return count;
}

async function countByField(
  engine: Engine,
  at: { namespace: string; query: Query; path: string[] },
): Promise<{ value: unknown; count: number }[]> {
  const counts = new Map<string, { value: unknown; count: number }>();
  const fields = new Set(at.path.slice(0, 1));
  for await (const { bytes } of findDocuments(engine, at.namespace, at.query)) {
    const value = readPath(decodeDocument(keepFields(bytes, fields)), at.path)[0] ?? null;
    const key = encodeValue(value).toString('latin1');
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { value, count: 1 });
    else known.count += 1;
  }
  return [...counts.values()];
}

/**
 * The results of a pipeline that counts: an optional `$match`, then one `$group` with `{ $sum: 1 }`. That is what the stores and the
 * driver's own countDocuments ask; anything else is refused.
 */
export async function* aggregateDocuments(
  engine: Engine,
  namespace: string,
  pipeline: unknown[],
): AsyncGenerator<Buffer> {
  const stages = pipeline.map((stage) => Object.entries(asDocument(stage))[0] ?? ['', undefined]);
  const filter = stages[0]?.[0] === '$match' ? asDocument(stages.shift()?.[1]) : {};
  const [stage, other] = stages;
  if (stage === undefined || stage[0] !== '$group' || other !== undefined) {
    throw refuse(`The aggregation ${stages.map(([name]) => name).join(', ') || 'without $group'}`);
  }
  const group = readGroup(stage[1]);
  const query: Query = { filter, sort: [], skip: 0, limit: 0 };
  const show = (id: unknown, count: number): Buffer => {
    const counted: Document = { _id: id };
    for (const name of group.counters) counted[name] = count;
    return encodeDocument(counted);
  };
  if (group.by === undefined) {
    if (typeof group.constant === 'string') throw createCommandError(2, 'A $group by a constant text');
    const count = await countDocuments(engine, namespace, query);
    if (count > 0) yield show(group.constant, count);
    return;
  }
  for (const { value, count } of await countByField(engine, { namespace, query, path: group.by }))
    yield show(value, count);
}
