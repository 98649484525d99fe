import { asNumber, BSON, type Document, decodeDocument, encodeDocument, isDocument } from '../bson.ts';
import { type CommandError, createCommandError, describeError, refuse } from '../command-error.ts';
import { type KeyField, parseKeyFields } from '../encode-key.ts';
import { type Found, findChunks } from '../find-documents.ts';
import { type Engine, entryKey } from '../open-engine.ts';
import { compareValues } from '../order-values.ts';
import { readProjection } from '../project-document.ts';
import { compileUpdate, seedFromFilter, type Update } from '../update-document.ts';
import { encodeId, writeDocument } from '../write-document.ts';
import { type Command, type Handler, readDocument, readNamespace } from './command.ts';

interface Selection {
  filter: Document;
  sort: KeyField[];
  multi: boolean;
}
interface Target {
  engine: Engine;
  namespace: string;
}

function collectionOf({ engine, namespace }: Target) {
  return engine.findCollection(namespace) ?? engine.createCollection(namespace);
}

/**
 * The documents to change. Of several, all are found before the first is changed, as a change may move a document within
 * an index; only their ids are kept meanwhile.
 */
function* select({ engine, namespace }: Target, { filter, sort, multi }: Selection): Generator<Found> {
  const ids: Buffer[] = [];
  for (const chunk of findChunks(engine, namespace, { filter, sort, skip: 0, limit: multi ? 0 : 1 })) {
    if (multi) ids.push(...chunk.map(({ document }) => encodeId(document._id)));
    else yield* chunk;
  }
  const [primary] = engine.findCollection(namespace)?.indexes ?? [];
  for (const id of ids) {
    const bytes = primary && engine.get(entryKey(primary.storage, id));
    if (bytes) yield { bytes, document: decodeDocument(bytes) };
  }
}

/** A document as it is stored: `_id` first, made up where it is missing. */
function withId(document: Document): Document {
  const { _id = new BSON.ObjectId(), ...fields } = document;
  return { _id, ...fields };
}

function insertDocument(target: Target, document: Document): Document {
  const after = withId(document);
  writeDocument(target.engine, collectionOf(target), { after });
  return after;
}

/** Updates one document; the new one, or undefined where nothing changes. */
function changeDocument(target: Target, found: Found, change: { update: Update }): Document | undefined {
  const after = change.update(found.document, { inserting: false });
  const bytes = encodeDocument(after);
  if (bytes.equals(found.bytes)) return undefined;
  const before = decodeDocument(found.bytes); // afresh, as the update changes the document it is given
  if (compareValues(after._id, before._id) !== 0) {
    throw createCommandError(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
  }
  writeDocument(target.engine, collectionOf(target), { before, after, bytes });
  return after;
}

function upsertDocument(target: Target, filter: Document, update: Update): Document {
  return insertDocument(target, update(seedFromFilter(filter), { inserting: true }));
}

function readUpdate(statement: Document, update: unknown): Update {
  if (statement.arrayFilters !== undefined) throw refuse('The option arrayFilters');
  return compileUpdate(update, { multi: statement.multi === true });
}

function readStatements({ body }: Command, field: string): Document[] {
  const statements = body[field];
  if (!Array.isArray(statements) || !statements.every(isDocument))
    throw createCommandError(9, `'${field}' must be an array of documents`);
  return statements;
}

/** Runs a command's statements as one transaction: after a crash all of them are there, or none. */
async function runStatements(
  target: Target,
  command: Command,
  work: { field: string; run: (statement: Document, index: number) => void },
): Promise<Document> {
  const statements = readStatements(command, work.field);
  return target.engine.write(() => {
    const writeErrors: Document[] = [];
    for (const [index, statement] of statements.entries()) {
      try {
        work.run(statement, index);
      } catch (cause) {
        if ((cause as Partial<CommandError>).details === undefined) throw cause;
        const { ok: _ok, codeName: _codeName, ...error } = describeError(cause);
        writeErrors.push({ index, ...error });
        if (command.body.ordered !== false) break;
      }
    }
    return writeErrors.length > 0 ? { writeErrors } : {};
  });
}

const insert: Handler = async ({ engine }, command) => {
  const target = { engine, namespace: readNamespace(command) };
  let n = 0;
  const run = (document: Document): void => {
    insertDocument(target, document);
    n += 1;
  };
  const outcome = await runStatements(target, command, { field: 'documents', run });
  return { n, ...outcome, ok: 1 };
};

const update: Handler = async ({ engine }, command) => {
  const target = { engine, namespace: readNamespace(command) };
  const counts = { n: 0, nModified: 0 };
  const upserted: Document[] = [];
  const run = (statement: Document, index: number): void => {
    const filter = readDocument(statement, 'q');
    const change = { update: readUpdate(statement, statement.u) };
    const selection = {
      filter,
      sort: parseKeyFields(readDocument(statement, 'sort')),
      multi: statement.multi === true,
    };
    const before = counts.n;
    for (const found of select(target, selection)) {
      if (changeDocument(target, found, change)) counts.nModified += 1;
      counts.n += 1;
    }
    if (counts.n > before || statement.upsert !== true) return;
    upserted.push({ index, _id: upsertDocument(target, filter, change.update)._id });
    counts.n += 1;
  };
  const outcome = await runStatements(target, command, { field: 'updates', run });
  return { ...counts, ...(upserted.length > 0 && { upserted }), ...outcome, ok: 1 };
};

const remove: Handler = async ({ engine }, command) => {
  const target = { engine, namespace: readNamespace(command) };
  let n = 0;
  const run = (statement: Document): void => {
    const selection = { filter: readDocument(statement, 'q'), sort: [], multi: asNumber(statement.limit, 0) === 0 };
    for (const { document: before } of select(target, selection)) {
      writeDocument(engine, collectionOf(target), { before });
      n += 1;
    }
  };
  const outcome = await runStatements(target, command, { field: 'deletes', run });
  return { n, ...outcome, ok: 1 };
};

function modifyOne(target: Target, body: Document): { value: Document | null; lastErrorObject: Document } {
  const filter = readDocument(body, 'query');
  const [found] = select(target, { filter, sort: parseKeyFields(readDocument(body, 'sort')), multi: false });
  if (body.remove === true) {
    if (found) writeDocument(target.engine, collectionOf(target), { before: found.document });
    return { value: found?.document ?? null, lastErrorObject: { n: found ? 1 : 0 } };
  }
  const update = readUpdate(body, body.update);
  if (found) {
    const after = changeDocument(target, found, { update });
    return {
      value: body.new === true && after ? after : decodeDocument(found.bytes),
      lastErrorObject: { n: 1, updatedExisting: true },
    };
  }
  if (body.upsert !== true) return { value: null, lastErrorObject: { n: 0, updatedExisting: false } };
  const after = upsertDocument(target, filter, update);
  const lastErrorObject = { n: 1, updatedExisting: false, upserted: after._id };
  return { value: body.new === true ? after : null, lastErrorObject };
}

const findAndModify: Handler = async ({ engine }, command) => {
  const { body } = command;
  const target = { engine, namespace: readNamespace(command) };
  if ((body.remove === true) === (body.update !== undefined))
    throw createCommandError(9, "Either an 'update' or 'remove' must be given");
  const kept = readProjection(readDocument(body, 'fields'));
  const { value, lastErrorObject } = await engine.write(() => modifyOne(target, body));
  return {
    lastErrorObject,
    value: value && kept ? Object.fromEntries(Object.entries(value).filter(([name]) => kept.has(name))) : value,
    ok: 1,
  };
};

export const writeCommands: Record<string, Handler> = {
  insert,
  update,
  delete: remove,
  findAndModify,
  findandmodify: findAndModify,
};
