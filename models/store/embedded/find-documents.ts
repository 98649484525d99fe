import { setImmediate as letOthersGo } from 'node:timers/promises';
import { type Document, decodeDocument, keepFields } from './bson.ts';
import { chooseIndex, type Plan } from './choose-index.ts';
import { createCommandError } from './command-error.ts';
import { compileSortKey, type KeyField } from './encode-key.ts';
import { compileFilter, fieldsOfFilter } from './match-document.ts';
import { type Collection, type Engine, entryKey } from './open-engine.ts';
import type { Entry } from './open-lmdb.ts';
import { encodeId } from './write-document.ts';

export interface Found {
  bytes: Buffer;
  /** Decoded when it is asked for. */
  readonly document: Document;
}
export interface Query {
  filter: Document;
  sort: KeyField[];
  skip: number;
  /** 0 is no limit. */
  limit: number;
}

type MatchesBytes = (bytes: Uint8Array) => boolean;

interface Search {
  plan: Plan;
  matches: MatchesBytes;
}

const maxChunk = 256;
const longestTurnMs = 5;

function toFound(bytes: Buffer): Found {
  let document: Document | undefined;
  return {
    bytes,
    get document() {
      document ??= decodeDocument(bytes);
      return document;
    },
  };
}

/** A filter over stored bytes; of a document it decodes what it looks at. */
function compileForBytes(filter: Document): MatchesBytes {
  const matches = compileFilter(filter);
  const fields = fieldsOfFilter(filter);
  return (bytes) => fields.size === 0 || matches(decodeDocument(keepFields(bytes, fields)));
}

function checkStillThere(engine: Engine, collection: Collection, plan: Plan): void {
  const there = engine
    .findCollection(collection.namespace)
    ?.indexes.some(({ storage }) => storage === plan.index.storage);
  if (!there) throw createCommandError(175, `An index or collection was dropped while it was read: ${plan.index.name}`);
}

/** The entries of a plan, in chunks that begin small (a look-up wants one) and grow. */
function* readEntries(engine: Engine, plan: Plan): Generator<Entry[]> {
  let limit = 4;
  for (const range of plan.ranges) {
    if (plan.isPoint) {
      const value = engine.get(range.start);
      yield value ? [{ key: range.start, value }] : [];
      continue;
    }
    for (let after: Buffer | undefined, more = true; more; limit = Math.min(limit * 4, maxChunk)) {
      const entries = engine.range({ ...range, after, reverse: plan.reverse, limit });
      after = entries.at(-1)?.key;
      more = entries.length === limit;
      yield entries;
    }
  }
}

/**
 * The matching documents of a plan, in chunks. Every chunk is looked up afresh behind the last key, so that a caller may
 * pause between chunks without holding the store; a chunk is empty where nothing matched.
 */
function* scan(engine: Engine, collection: Collection, search: Search): Generator<Found[]> {
  const { plan, matches } = search;
  const [primary] = collection.indexes;
  const seen = plan.index.multikey ? new Set<string>() : undefined;
  for (const entries of readEntries(engine, plan)) {
    checkStillThere(engine, collection, plan);
    const found: Found[] = [];
    for (const { value } of entries) {
      const id = seen && value.toString('latin1');
      if (id !== undefined && seen?.has(id)) continue;
      if (id !== undefined) seen?.add(id);
      const bytes = plan.index === primary ? value : engine.get(entryKey(primary.storage, value));
      if (bytes && matches(bytes)) found.push(toFound(bytes));
    }
    yield found;
  }
}

/** As `scan`, for an order no index gives: keeps sort keys and ids only, and of those no more than are asked for. */
function* scanSorted(engine: Engine, collection: Collection, search: Search & { query: Query }): Generator<Found[]> {
  const { matches, query } = search;
  const [primary] = collection.indexes;
  const sortKey = compileSortKey(query.sort);
  const fields = new Set(['_id', ...query.sort.map(({ parts }) => parts[0] ?? '')]);
  const wanted = query.limit > 0 ? query.skip + query.limit : Number.POSITIVE_INFINITY;
  let kept: { key: Buffer; id: Buffer }[] = [];
  const trim = (): void => {
    kept = kept.sort((a, b) => Buffer.compare(a.key, b.key)).slice(0, wanted);
  };
  for (const chunk of scan(engine, collection, search)) {
    for (const { bytes } of chunk) {
      const document = decodeDocument(keepFields(bytes, fields));
      kept.push({ key: sortKey(document), id: encodeId(document._id) });
    }
    if (kept.length > 2 * wanted + maxChunk) trim();
    yield [];
  }
  trim();
  for (let from = 0; from < kept.length; from += maxChunk) {
    const bytes = kept.slice(from, from + maxChunk).map(({ id }) => engine.get(entryKey(primary.storage, id)));
    yield bytes.flatMap((one) => (one && matches(one) ? [toFound(one)] : []));
  }
}

/** The documents of a query in chunks, some of them empty; the caller may let others go between two chunks. */
export function* findChunks(engine: Engine, namespace: string, query: Query): Generator<Found[]> {
  const matches = compileForBytes(query.filter);
  const collection = engine.findCollection(namespace);
  if (!collection) return;
  const plan = chooseIndex(collection, query);
  const search = { plan, matches, query };
  const chunks = plan.sorted ? scan(engine, collection, search) : scanSorted(engine, collection, search);
  let skip = query.skip;
  let left = query.limit > 0 ? query.limit : Number.POSITIVE_INFINITY;
  for (const chunk of chunks) {
    const kept = chunk.slice(skip, skip + left);
    skip -= Math.min(skip, chunk.length);
    left -= kept.length;
    yield kept;
    if (left === 0) return;
  }
}

/** The documents of a query, one by one; pauses every few milliseconds, so that other connections are served meanwhile. */
export async function* findDocuments(engine: Engine, namespace: string, query: Query): AsyncGenerator<Found> {
  let turnBegan = performance.now();
  for (const chunk of findChunks(engine, namespace, query)) {
    yield* chunk;
    if (performance.now() - turnBegan > longestTurnMs) {
      await letOthersGo();
      turnBegan = performance.now();
    }
  }
}
