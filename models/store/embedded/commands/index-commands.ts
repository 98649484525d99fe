import { asDocument, type Document } from '../bson.ts';
import { createCommandError } from '../command-error.ts';
import { cursorId } from '../cursors.ts';
import { findChunks } from '../find-documents.ts';
import { type Collection, type Engine, entryKey, type Index, type NewIndex } from '../open-engine.ts';
import { indexDocument } from '../write-document.ts';
import { type Handler, readNamespace } from './command.ts';

const knownOptions = new Set(['key', 'name', 'background', 'v']);

function readDefinition(specification: Document): NewIndex {
  const { name } = specification;
  const key = asDocument(specification.key);
  const unknown = Object.keys(specification).find((option) => !knownOptions.has(option));
  const isPlain = Object.entries(key).every(([path, value]) => !path.includes('$') && Math.abs(Number(value)) === 1);
  if (unknown || !isPlain || Object.keys(key).length === 0 || typeof name !== 'string') {
    const what = unknown ? `the option ${unknown}` : 'a key other than fields with 1 or -1';
    throw createCommandError(67, `The embedded store has no indexes with ${what}`);
  }
  return { name, key };
}

/** An index as `listIndexes` shows it. */
function describeIndex({ key, name }: NewIndex): Document {
  return { v: 2, key, name };
}

/** Whether the index is there already; throws where another one has its name or its key. */
function exists(collection: Collection, wanted: NewIndex): boolean {
  const keyOf = (index: NewIndex): string =>
    JSON.stringify(Object.entries(index.key).map(([path, value]) => [path, Number(value)]));
  const sameName = collection.indexes.find(({ name }) => name === wanted.name);
  const sameKey = collection.indexes.find((index) => keyOf(index) === keyOf(wanted));
  if (sameName && keyOf(sameName) !== keyOf(wanted)) {
    throw createCommandError(86, `An index named ${wanted.name} exists already with another key`);
  }
  if (sameKey && sameKey.name !== wanted.name && sameKey.name !== '_id_') {
    throw createCommandError(85, `The index ${sameKey.name} exists already with that key`);
  }
  return sameKey !== undefined;
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

export const indexCommands: Record<string, Handler> = { createIndexes, listIndexes };
