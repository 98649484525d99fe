import type { Connection, IndexDirection, mongo } from 'mongoose';
import { Schema } from 'mongoose';

/** An index and the question it answers, so that nobody wonders later whether it may go. */
export interface StoreIndex {
  fields: Record<string, IndexDirection>;
  answers: string;
  options?: { unique?: boolean; sparse?: boolean };
}

/**
 * A collection with its indexes declared through mongoose and made on the server, for native use: what is stored keeps missing,
 * null and value apart exactly, and large writes do without casting.
 */
export async function openCollection<Stored extends { _id: string }>(
  connection: Connection,
  name: string,
  definition: { fields: Schema['obj']; indexes: readonly StoreIndex[] },
): Promise<mongo.Collection<Stored>> {
  const schema = new Schema(
    { _id: String, ...definition.fields },
    { collection: name, autoIndex: false, minimize: false, versionKey: false },
  );
  for (const index of definition.indexes) schema.index(index.fields, { ...index.options });
  const model = connection.model(name, schema);
  await model.createIndexes();
  return model.collection as unknown as mongo.Collection<Stored>;
}
