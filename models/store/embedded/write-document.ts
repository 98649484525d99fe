import { type Document, encodeDocument, maxDocumentBytes } from './bson.ts';
import { createCommandError } from './command-error.ts';
import { checkKeyLength, emptyArray, encodeValue, type IndexKey, readIndexKeys } from './encode-key.ts';
import { type Collection, type Engine, entryKey, type Index } from './open-engine.ts';
import { readPath } from './read-path.ts';

/** The part of an entry's key that names a document. Throws for what cannot be an `_id`. */
export function encodeId(id: unknown): Buffer {
  if (Array.isArray(id)) throw createCommandError(2, "The '_id' value cannot be of type array");
  return checkKeyLength(encodeValue(id));
}

function keysOf(index: Index, document: Document): IndexKey[] {
  if (index.covers && !index.covers(document)) return [];
  const keys = readIndexKeys(document, index.fields);
  const isMissing = index.sparse && !index.fields.some(({ parts }) => hasPath(document, parts));
  return isMissing ? [] : keys;
}

function hasPath(document: Document, parts: string[]): boolean {
  return readPath(document, parts).some((value) => value !== undefined);
}

function duplicateKey(collection: Collection, index: Index, key: IndexKey): Error {
  const keyValue = Object.fromEntries(
    index.fields.map(({ path }, at) => [path, key.values[at] === emptyArray ? undefined : key.values[at]]),
  );
  const shown = Object.entries(keyValue).map(([path, value]) => `${path}: ${JSON.stringify(value)}`);
  return createCommandError(
    11000,
    `E11000 duplicate key error collection: ${collection.namespace} index: ${index.name} dup key: { ${shown.join(', ')} }`,
    { keyPattern: index.key, keyValue },
  );
}

interface IndexChange {
  index: Index;
  added: IndexKey[];
  removed: IndexKey[];
}

function without(keys: IndexKey[], others: IndexKey[]): IndexKey[] {
  return keys.filter(({ bytes }) => !others.some((other) => other.bytes.equals(bytes)));
}

function checkUnique(engine: Engine, collection: Collection, { index, added }: IndexChange): void {
  if (!index.unique) return;
  for (const key of added) {
    if (engine.get(entryKey(index.storage, key.bytes))) throw duplicateKey(collection, index, key);
  }
}

function applyChange(
  engine: Engine,
  collection: Collection,
  change: IndexChange & { id: Buffer; total: number },
): void {
  const { index, added, removed, id } = change;
  const suffix = index.unique ? [] : [id];
  for (const { bytes } of removed) engine.remove(entryKey(index.storage, bytes, ...suffix));
  for (const { bytes } of added) engine.put(entryKey(index.storage, bytes, ...suffix), id);
  if (change.total > 1) markMultikey(engine, collection.namespace, index);
}

function markMultikey(engine: Engine, namespace: string, index: Index): void {
  const collection = engine.findCollection(namespace);
  if (!collection) return;
  const [primary, ...others] = collection.indexes;
  if (others.some(({ storage, multikey }) => storage === index.storage && multikey)) return;
  const indexes = others.map((one) => (one.storage === index.storage ? { ...one, multikey: true } : one));
  engine.saveCollection({ ...collection, indexes: [primary, ...indexes] });
}

/**
 * Puts one document in place of another: without `before` it is an insert, without `after` a removal. Its entries in
 * all indexes change with it (`bytes` is `after`, where it is encoded already); everything that can be refused is checked before the first byte is written.
 * Only within `engine.write`. Throws 11000 for a duplicate key, 10334 for a document beyond 16 MB.
 */
export function writeDocument(
  engine: Engine,
  collection: Collection,
  change: { before?: Document | undefined; after?: Document | undefined; bytes?: Buffer },
): void {
  const { before, after } = change;
  const [primary, ...indexes] = collection.indexes;
  const id = encodeId((after ?? before)?._id);
  const key = entryKey(primary.storage, id);
  const bytes = after && (change.bytes ?? encodeDocument(after));
  if (bytes && bytes.length > maxDocumentBytes) {
    throw createCommandError(10334, `A document takes ${bytes.length} bytes; the limit is ${maxDocumentBytes}`);
  }
  if (after && !before && engine.get(key)) {
    throw duplicateKey(collection, primary, { bytes: id, values: [after._id] });
  }
  const changes = indexes.map((index) => {
    const [old, fresh] = [before ? keysOf(index, before) : [], after ? keysOf(index, after) : []];
    return { index, added: without(fresh, old), removed: without(old, fresh), id, total: fresh.length };
  });
  for (const one of changes) checkUnique(engine, collection, one);
  for (const one of changes) applyChange(engine, collection, one);
  if (bytes) engine.put(key, bytes);
  else engine.remove(key);
}

/** Enters one document into a new index; throws 11000 if the index is unique and the key is taken. */
export function indexDocument(engine: Engine, collection: Collection, index: Index, document: Document): void {
  const keys = keysOf(index, document);
  const change = { index, added: keys, removed: [], id: encodeId(document._id), total: keys.length };
  checkUnique(engine, collection, change);
  applyChange(engine, collection, change);
}
