import { type Document, decodeDocument, encodeDocument } from './bson.ts';
import { createCommandError } from './command-error.ts';
import { type KeyField, parseKeyFields } from './encode-key.ts';
import { openLmdb, type Store } from './open-lmdb.ts';

/**
 * An index as it is written down. Its entries lead from a key (the fields' values, and behind them the document's id) to the
 * document's id. `_id_` is the collection itself: its entries hold the documents.
 */
export interface IndexDefinition {
  name: string;
  key: Document;
  /** First four bytes of every entry's key. */
  storage: number;
  /** True once an array has been indexed: a document may then be found several times. */
  multikey: boolean;
}
export interface Index extends IndexDefinition {
  fields: KeyField[];
}
export interface Collection {
  namespace: string;
  /** Begins with `_id_`. */
  indexes: [Index, ...Index[]];
}
/**
 * A store and its catalog of collections and indexes. The catalog is read from the store each time, in the same
 * snapshot as the documents: there is no second copy that could run ahead of a commit or survive an undone one.
 */
export interface Engine extends Store {
  findCollection(namespace: string): Collection | undefined;
  listCollections(): Collection[];
  /** The next four within `write` only. A collection is never changed in place: it is saved anew. */
  createCollection(namespace: string): Collection;
  addIndex(collection: Collection, definition: NewIndex): Index;
  saveCollection(collection: Collection): void;
  forgetCollection(collection: Collection): void;
}
export type NewIndex = Omit<IndexDefinition, 'storage' | 'multikey'>;

const catalogStorage = 0;

/** Key of an entry: the storage's number, then bytes. */
export function entryKey(storage: number, ...parts: Uint8Array[]): Buffer {
  let length = 4;
  for (const part of parts) length += part.length;
  const key = Buffer.allocUnsafe(length);
  let at = key.writeUInt32BE(storage);
  for (const part of parts) {
    key.set(part, at);
    at += part.length;
  }
  return key;
}

function prepareIndex(definition: IndexDefinition): Index {
  return { ...definition, fields: parseKeyFields(definition.key) };
}

function readIndex(stored: Document): Index {
  return prepareIndex({ ...(stored as unknown as IndexDefinition), storage: Number(stored.storage) });
}

function encodeCollection({ namespace, indexes }: Collection): Buffer {
  return encodeDocument({
    namespace,
    indexes: indexes.map(({ fields: _fields, ...stored }) => stored),
  });
}

function readCollection(bytes: Buffer): Collection {
  const { namespace, indexes } = decodeDocument(bytes);
  return { namespace, indexes: (indexes as Document[]).map(readIndex) } as unknown as Collection;
}

function catalogKey(namespace: string): Buffer {
  return entryKey(catalogStorage, Buffer.from(namespace));
}

function createCatalog(store: Store): Omit<Engine, keyof Store> {
  const parsed = new Map<string, { bytes: Buffer; collection: Collection }>();
  const counterKey = entryKey(catalogStorage);
  const nextStorage = (): number => {
    const next = (store.get(counterKey)?.readUInt32BE() ?? catalogStorage) + 1;
    store.put(counterKey, entryKey(next));
    return next;
  };
  const parse = (namespace: string, bytes: Buffer): Collection => {
    const known = parsed.get(namespace);
    if (known?.bytes.equals(bytes)) return known.collection;
    const collection = readCollection(bytes);
    parsed.set(namespace, { bytes, collection });
    return collection;
  };
  const saveCollection = (collection: Collection): void => {
    store.put(catalogKey(collection.namespace), encodeCollection(collection));
  };
  return {
    findCollection(namespace) {
      const bytes = store.get(catalogKey(namespace));
      return bytes && parse(namespace, bytes);
    },
    listCollections() {
      const [start, end] = [entryKey(catalogStorage, Buffer.from([1])), entryKey(catalogStorage + 1)];
      return store.range({ start, end, limit: 100_000 }).map(({ value }) => readCollection(value));
    },
    createCollection(namespace) {
      if (Buffer.byteLength(namespace) > 255) throw createCommandError(2, 'The name of a collection is too long');
      const definition = { name: '_id_', key: { _id: 1 }, multikey: false };
      const collection: Collection = { namespace, indexes: [prepareIndex({ ...definition, storage: nextStorage() })] };
      saveCollection(collection);
      return collection;
    },
    addIndex(collection, definition) {
      const index = prepareIndex({ ...definition, storage: nextStorage(), multikey: false });
      saveCollection({ ...collection, indexes: [...collection.indexes, index] });
      return index;
    },
    saveCollection,
    forgetCollection: ({ namespace }) => store.remove(catalogKey(namespace)),
  };
}

/** Opens the collections in a folder. */
export function openEngine(folder: string): Engine {
  const store = openLmdb(folder);
  return { ...store, ...createCatalog(store) };
}
