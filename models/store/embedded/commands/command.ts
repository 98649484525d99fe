import { type Document, isDocument } from '../bson.ts';
import { createCommandError } from '../command-error.ts';
import type { Batch, Cursors } from '../cursors.ts';
import type { Engine } from '../open-engine.ts';

/** A command as it came: its body with the document sequences in it, and the database it is for. */
export interface Command {
  name: string;
  database: string;
  body: Document;
}
export interface CommandContext {
  engine: Engine;
  cursors: Cursors;
}
/** An answer: a document, or documents of a cursor that go to the wire as the bytes they are stored in. */
export type Answer = Document | CursorAnswer;
export interface CursorAnswer {
  field: 'firstBatch' | 'nextBatch';
  batch: Batch;
}
export type Handler = (context: CommandContext, command: Command) => Promise<Answer>;

/** A document among a command's fields; empty where it is left out. Throws 14 for anything else, lest a filter be lost. */
export function readDocument(body: Document, field: string): Document {
  const value = body[field];
  if (value === undefined || value === null) return {};
  if (!isDocument(value)) throw createCommandError(14, `'${field}' must be a document`);
  return value;
}

/** `database.collection` of a command whose first field names the collection. */
export function readNamespace({ name, database, body }: Command, field = name): string {
  const collection = body[field];
  if (typeof collection !== 'string' || collection === '' || collection.includes('\0')) {
    throw createCommandError(2, `'${field}' must name a collection`);
  }
  return `${database}.${collection}`;
}
