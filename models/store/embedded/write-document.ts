import { type Document, encodeDocument, maxDocumentBytes } from './bson.ts';
import { createCommandError } from './command-error.ts';
import { checkKeyLength, type IndexKey, readIndexKeys } from './encode-key.ts';
import { type Collection, type Engine, entryKey, type Index } from './open-engine.ts';
import { comparableRank, encodeValue } from './order-values.ts';

/** The part of an entry's key that names a document. Throws for what cannot be an `_id`. */
export function encodeId(id: unknown): Buffer {
  comparableRank(id);
  return checkKeyLength(encodeValue(id));
}

function duplicateKey({ namespace }: Collection, id: unknown): Error {
  const text = `E11000 duplicate key error collection: ${namespace} index: _id_ dup key: { _id: ${JSON.stringify(id)} }`;
  return createCommandError(11000, text, { keyPattern: { _id: 1 }, keyValue: { _id: id } });
}

interface IndexChange {
  index: Index;
  added: IndexKey[];
  removed: IndexKey[];
}

function without(keys: IndexKey[], others: IndexKey[]): IndexKey[] {
  return keys.filter(({ bytes }) => !others.some((other) => other.bytes.equals(bytes)));
}

function applyChange(
  engine: Engine,
  collection: Collection,
  change: IndexChange & { id: Buffer; total: number },
): void {
  const { index, added, removed, id } = change;
  for (const { bytes } of removed) engine.remove(entryKey(index.storage, bytes, id));
  for (const { bytes } of added) engine.put(entryKey(index.storage, bytes, id), id);
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
    throw duplicateKey(collection, after._id);
  }
  const changes = indexes.map((index) => {
    const [old, fresh] = [
      before ? readIndexKeys(before, index.fields) : [],
      after ? readIndexKeys(after, index.fields) : [],
    ];
    return { index, added: without(fresh, old), removed: without(old, fresh), id, total: fresh.length };
  });
  for (const one of changes) applyChange(engine, collection, one);
  if (bytes) engine.put(key, bytes);
  else engine.remove(key);
}

/** Enters one document into a new index. */
export function indexDocument(engine: Engine, collection: Collection, index: Index, document: Document): void {
  const keys = readIndexKeys(document, index.fields);
  const change = { index, added: keys, removed: [], id: encodeId(document._id), total: keys.length };
  applyChange(engine, collection, change);
}
