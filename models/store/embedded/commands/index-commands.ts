import { asDocument, type Document, encodeDocument } from '../bson.ts';
import { createCommandError } from '../command-error.ts';
import { cursorId } from '../cursors.ts';
import { findChunks } from '../find-documents.ts';
import { type Collection, type Engine, entryKey, type Index, type NewIndex } from '../open-engine.ts';
import { indexDocument } from '../write-document.ts';
import { type Handler, readNamespace } from './command.ts';

const knownOptions = new Set([
  'key',
  'name',
  'unique',
  'sparse',
  'partialFilterExpression',
  'expireAfterSeconds',
  'background',
  'v',
]);

function readDefinition(specification: Document): NewIndex {
  const { name, partialFilterExpression, expireAfterSeconds } = specification;
  const key = asDocument(specification.key);
  const unknown = Object.keys(specification).find((option) => !knownOptions.has(option));
  const isPlain =
    (expireAfterSeconds === undefined || Object.keys(key).length === 1) &&
    Object.entries(key).every(([path, value]) => !path.includes('$') && Math.abs(Number(value)) === 1);
  if (unknown || !isPlain || Object.keys(key).length === 0 || typeof name !== 'string') {
    const what = unknown ? `the option ${unknown}` : 'a key other than fields with 1 or -1';
    throw createCommandError(67, `The embedded store has no indexes with ${what}`);
  }
  return {
    name,
    key,
    unique: specification.unique === true,
    sparse: specification.sparse === true,
    ...(partialFilterExpression !== undefined && { partialFilterExpression: asDocument(partialFilterExpression) }),
    ...(expireAfterSeconds !== undefined && { expireAfterSeconds: Number(expireAfterSeconds) }),
  };
}

/** An index as `listIndexes` shows it. */
function describeIndex({ key, name, unique, sparse, partialFilterExpression, expireAfterSeconds }: NewIndex): Document {
  return {
    v: 2,
    key,
    name,
    ...(unique && name !== '_id_' && { unique }),
    ...(sparse && { sparse }),
    ...(partialFilterExpression && { partialFilterExpression }),
    ...(expireAfterSeconds !== undefined && { expireAfterSeconds }),
  };
}

/** Whether the index is there already; throws where another one has its name or its key. */
function exists(collection: Collection, wanted: NewIndex): boolean {
  const shape = (index: NewIndex): string => encodeDocument({ ...describeIndex(index), name: '' }).toString('latin1');
  const keyOf = (index: NewIndex): string =>
    JSON.stringify(Object.entries(index.key).map(([path, value]) => [path, Number(value)]));
  const sameName = collection.indexes.find(({ name }) => name === wanted.name);
  const sameKey = collection.indexes.find((index) => keyOf(index) === keyOf(wanted));
  if (sameName && keyOf(sameName) !== keyOf(wanted)) {
    throw createCommandError(86, `An index named ${wanted.name} exists already with another key`);
  }
  const same = sameName ?? sameKey;
  if (!same || same.name === '_id_') return Boolean(same);
  if (same.name === wanted.name && shape(same) === shape(wanted)) return true;
  throw createCommandError(
    same.name === wanted.name ? 86 : 85,
    `The index ${same.name} exists already with other options`,
  );
}

function buildIndex(engine: Engine, namespace: string, definition: NewIndex): void {
  const collection = engine.findCollection(namespace) ?? engine.createCollection(namespace);
  if (exists(collection, definition)) return;
  const everything = { filter: {}, sort: [], skip: 0, limit: 0 };
  const index = engine.addIndex(collection, definition);
  for (const chunk of findChunks(engine, namespace, everything)) {
    for (const { document } of chunk) indexDocument(engine, collection, index, document);
  }
}

const createIndexes: Handler = async ({ engine }, command) => {
  const namespace = readNamespace(command);
  const { indexes } = command.body;
  if (!Array.isArray(indexes)) throw createCommandError(9, "'indexes' must be an array");
  const definitions = indexes.map((one) => readDefinition(asDocument(one)));
  const numIndexesBefore = engine.findCollection(namespace)?.indexes.length ?? 1;
  await engine.write(() => {
    for (const definition of definitions) buildIndex(engine, namespace, definition);
  });
  return { numIndexesBefore, numIndexesAfter: engine.findCollection(namespace)?.indexes.length ?? 1, ok: 1 };
};

const listIndexes: Handler = async ({ engine }, command) => {
  const namespace = readNamespace(command);
  const collection = engine.findCollection(namespace);
  if (!collection) throw createCommandError(26, `ns does not exist: ${namespace}`);
  return { cursor: { id: cursorId(0n), ns: namespace, firstBatch: collection.indexes.map(describeIndex) }, ok: 1 };
};

/** Removes every entry of an index, or every document of a collection (index `_id_`); within `write` only. */
export function clearIndex(engine: Engine, { storage }: Index): void {
  const range = { start: entryKey(storage), end: entryKey(storage + 1), limit: 1000 };
  for (let entries = engine.range(range); entries.length > 0; entries = engine.range(range)) {
    for (const { key } of entries) engine.remove(key);
  }
}

const dropIndexes: Handler = async ({ engine }, command) => {
  const namespace = readNamespace(command);
  const { index: wanted } = command.body;
  const nIndexesWas = await engine.write(() => {
    const collection = engine.findCollection(namespace);
    if (!collection) throw createCommandError(26, `ns not found ${namespace}`);
    const [primary, ...others] = collection.indexes;
    const names = Array.isArray(wanted) ? wanted : [wanted];
    const dropped = wanted === '*' ? others : others.filter(({ name }) => names.includes(name));
    if (wanted !== '*' && dropped.length < names.length)
      throw createCommandError(27, `index not found with name [${names.join(', ')}]`);
    for (const index of dropped) clearIndex(engine, index);
    engine.saveCollection({ ...collection, indexes: [primary, ...others.filter((index) => !dropped.includes(index))] });
    return collection.indexes.length;
  });
  return { nIndexesWas, ok: 1 };
};

export const indexCommands: Record<string, Handler> = { createIndexes, listIndexes, dropIndexes };
