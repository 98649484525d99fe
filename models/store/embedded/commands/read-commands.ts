import { aggregateDocuments } from '../aggregate.ts';
import { asDocument, asNumber, type Document, keepFields } from '../bson.ts';
import { createCommandError } from '../command-error.ts';
import { cursorId, type Results } from '../cursors.ts';
import { parseKeyFields } from '../encode-key.ts';
import { type Found, findDocuments, type Query } from '../find-documents.ts';
import { readProjection } from '../project-document.ts';
import {
  type Answer,
  type Command,
  type CommandContext,
  type Handler,
  readDocument,
  readNamespace,
} from './command.ts';

const defaultBatchSize = 101;

function readQuery(body: Document, filter: Document): Query {
  const skip = asNumber(body.skip, 0);
  if (skip < 0) throw createCommandError(2, 'skip must not be negative');
  return {
    filter,
    sort: parseKeyFields(readDocument(body, 'sort')),
    skip,
    limit: Math.abs(asNumber(body.limit, 0)),
  };
}

async function* shape(found: AsyncGenerator<Found>, projection: Document): Results & AsyncGenerator<Buffer> {
  const kept = readProjection(projection);
  for await (const { bytes } of found) yield kept ? keepFields(bytes, kept) : bytes;
}

async function openCursor({ cursors }: CommandContext, command: Command, results: Results): Promise<Answer> {
  const { cursor, batchSize, limit, singleBatch } = command.body;
  const size = asNumber(batchSize ?? asDocument(cursor).batchSize, defaultBatchSize);
  const namespace =
    typeof command.body[command.name] === 'string' ? readNamespace(command) : `${command.database}.$cmd.aggregate`;
  const single = singleBatch === true || asNumber(limit, 0) < 0;
  return { field: 'firstBatch', batch: await cursors.open(namespace, results, { batchSize: size, single }) };
}

const find: Handler = async (context, command) => {
  const { body } = command;
  const query = readQuery(body, readDocument(body, 'filter'));
  const found = findDocuments(context.engine, readNamespace(command), query);
  return openCursor(context, command, shape(found, readDocument(body, 'projection')));
};

const aggregate: Handler = async (context, command) => {
  const { pipeline } = command.body;
  if (!Array.isArray(pipeline)) throw createCommandError(14, "'pipeline' must be an array");
  return openCursor(context, command, aggregateDocuments(context.engine, readNamespace(command), pipeline));
};

const getMore: Handler = async ({ cursors }, command) => {
  const namespace = readNamespace(command, 'collection');
  const id = BigInt(String(command.body.getMore));
  const batchSize = asNumber(command.body.batchSize, 0) || Number.POSITIVE_INFINITY;
  return { field: 'nextBatch', batch: await cursors.next(namespace, id, batchSize) };
};

const killCursors: Handler = async ({ cursors }, { body }) => {
  const ids = (Array.isArray(body.cursors) ? body.cursors : []).map((id) => BigInt(String(id)));
  const killed = new Set(ids.filter((id) => cursors.kill(id)));
  const [cursorsKilled, cursorsNotFound] = [true, false].map((was) =>
    ids.filter((id) => killed.has(id) === was).map(cursorId),
  );
  return { cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
};

export const readCommands: Record<string, Handler> = { find, aggregate, getMore, killCursors };
