import { asDocument, maxDocumentBytes } from '../bson.ts';
import { createCommandError } from '../command-error.ts';
import { cursorId } from '../cursors.ts';
import { compileFilter } from '../match-document.ts';
import type { Collection, Engine } from '../open-engine.ts';
import { maxMessageBytes } from '../wire-protocol.ts';
import { type Handler, readNamespace } from './command.ts';
import { clearIndex } from './index-commands.ts';

const version = [7, 0, 0, 0];

/** Presents a standalone server (no `setName`), so that the driver neither retries writes nor offers transactions. */
const hello: Handler = async (_context, { name }) => ({
  helloOk: true,
  [name === 'hello' ? 'isWritablePrimary' : 'ismaster']: true,
  maxBsonObjectSize: maxDocumentBytes,
  maxMessageSizeBytes: maxMessageBytes,
  maxWriteBatchSize: 100_000,
  localTime: new Date(),
  logicalSessionTimeoutMinutes: 30,
  minWireVersion: 0,
  maxWireVersion: 21,
  readOnly: false,
  ok: 1,
});

const accept: Handler = async () => ({ ok: 1 });

const buildInfo: Handler = async () => ({
  version: version.slice(0, 3).join('.'),
  versionArray: version,
  storageEngines: ['lmdb'],
  maxBsonObjectSize: maxDocumentBytes,
  ok: 1,
});

function collectionsOf(engine: Engine, database: string): Collection[] {
  return engine.listCollections().filter(({ namespace }) => namespace.startsWith(`${database}.`));
}

const listCollections: Handler = async ({ engine }, { database, body }) => {
  const found = collectionsOf(engine, database).map(({ namespace }) => ({
    name: namespace.slice(database.length + 1),
    type: 'collection',
    options: {},
    info: { readOnly: false },
  }));
  const firstBatch = found.filter(compileFilter(asDocument(body.filter)));
  return { cursor: { id: cursorId(0n), ns: `${database}.$cmd.listCollections`, firstBatch }, ok: 1 };
};

function dropCollection(engine: Engine, collection: Collection): void {
  for (const index of collection.indexes) clearIndex(engine, index);
  engine.forgetCollection(collection);
}

const dropDatabase: Handler = async ({ engine }, { database }) => {
  await engine.write(() => {
    for (const collection of collectionsOf(engine, database)) dropCollection(engine, collection);
  });
  return { dropped: database, ok: 1 };
};

const create: Handler = async ({ engine }, command) => {
  const namespace = readNamespace(command);
  const unknown = ['capped', 'timeseries', 'viewOn', 'validator', 'clusteredIndex'].find(
    (option) => command.body[option],
  );
  if (unknown) throw createCommandError(72, `The embedded store has no collections with the option ${unknown}`);
  await engine.write(() => {
    if (engine.findCollection(namespace)) throw createCommandError(48, `Collection ${namespace} already exists.`);
    engine.createCollection(namespace);
  });
  return { ok: 1 };
};

export const adminCommands: Record<string, Handler> = {
  hello,
  isMaster: hello,
  ismaster: hello,
  ping: accept,
  endSessions: accept,
  buildInfo,
  buildinfo: buildInfo,
  listCollections,
  dropDatabase,
  create,
};
