import type { Document } from './bson.ts';
import { findChunks } from './find-documents.ts';
import type { Engine, Index } from './open-engine.ts';
import { writeDocument } from './write-document.ts';

const sweptAtOnce = 1000;

function expired(engine: Engine, namespace: string, wanted: { index: Index; now: Date }): Document[] {
  const { fields, expireAfterSeconds = 0 } = wanted.index;
  const [field] = fields;
  if (!field) return [];
  const filter = { [field.path]: { $lte: new Date(wanted.now.getTime() - expireAfterSeconds * 1000) } };
  const chunks = findChunks(engine, namespace, { filter, sort: [], skip: 0, limit: sweptAtOnce });
  return [...chunks].flat().map(({ document }) => document);
}

/** Removes the documents that are past their time by an index with `expireAfterSeconds`; returns how many there were. */
export async function sweepExpired(engine: Engine, now: Date): Promise<number> {
  let swept = 0;
  for (const { namespace, indexes } of engine.listCollections()) {
    for (const index of indexes.filter(({ expireAfterSeconds }) => expireAfterSeconds !== undefined)) {
      for (let more = true; more; ) {
        const removed = await engine.write(() => {
          const collection = engine.findCollection(namespace);
          const documents = collection ? expired(engine, namespace, { index, now }) : [];
          for (const before of documents) if (collection) writeDocument(engine, collection, { before });
          return documents.length;
        });
        swept += removed;
        more = removed === sweptAtOnce;
      }
    }
  }
  return swept;
}
