import { type Document, decodeDocument, encodeDocument } from './bson.ts';
import { createCommandError } from './command-error.ts';
import type { Answer, CursorAnswer } from './commands/command.ts';
import { cursorId } from './cursors.ts';

/** https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/ */
const opCodes = { reply: 1, query: 2004, message: 2013 };
const flags = { checksumPresent: 1, moreToCome: 2 };
export const headerBytes = 16;

export const maxMessageBytes = 48_000_000;

export interface Request {
  id: number;
  /** A legacy query is what drivers begin a connection with; it wants its answer in the old shape. */
  legacy: boolean;
  wantsAnswer: boolean;
  body: Document;
}

/** Length of the message that begins here. Throws 10334 where it is too long. */
export function readMessageLength(bytes: Buffer): number {
  const length = bytes.readInt32LE(0);
  if (length < headerBytes) throw new Error('A message shorter than its header');
  if (length > maxMessageBytes) {
    throw createCommandError(10334, `A message takes ${length} bytes; the limit is ${maxMessageBytes}`);
  }
  return length;
}

function readDocuments(bytes: Buffer): Document[] {
  const documents: Document[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readInt32LE(at);
    if (length < 5 || at + length > bytes.length) throw new Error('A document reaches beyond its section');
    documents.push(decodeDocument(bytes.subarray(at, at + length)));
    at += length;
  }
  return documents;
}

function readSections(bytes: Buffer): Document {
  let body: Document | undefined;
  const sequences: Document = {};
  for (let at = 0; at < bytes.length; ) {
    const kind = bytes[at];
    const length = bytes.readInt32LE(at + 1);
    const section = bytes.subarray(at + 1, at + 1 + length);
    if (length < 5 || section.length < length) throw new Error('A section reaches beyond its message');
    if (kind === 0) body = decodeDocument(section);
    else if (kind === 1) {
      const nameEnd = section.indexOf(0, 4);
      sequences[section.toString('utf8', 4, nameEnd)] = readDocuments(section.subarray(nameEnd + 1));
    } else throw new Error(`Sections of kind ${kind} are not known`);
    at += 1 + length;
  }
  if (!body) throw new Error('A message without a body');
  return { ...body, ...sequences };
}

/** A whole message as a request. Throws for bytes that are none. */
export function readRequest(message: Buffer): Request {
  const id = message.readInt32LE(4);
  const opCode = message.readInt32LE(12);
  if (opCode === opCodes.query) {
    const start = message.indexOf(0, headerBytes + 4) + 1 + 8; // behind the namespace, skip and limit
    const [body = {}] = readDocuments(message.subarray(start));
    return { id, legacy: true, wantsAnswer: true, body: { ...body, $db: 'admin' } };
  }
  if (opCode !== opCodes.message) throw new Error(`Messages with opcode ${opCode} are not known`);
  const bits = message.readUInt32LE(headerBytes);
  if ((bits & 0xffff & ~(flags.checksumPresent | flags.moreToCome)) !== 0)
    throw new Error('A required flag is not known');
  const end = message.length - ((bits & flags.checksumPresent) !== 0 ? 4 : 0);
  const body = readSections(message.subarray(headerBytes + 4, end));
  return { id, legacy: false, wantsAnswer: (bits & flags.moreToCome) === 0, body };
}

/** BSON of a document with one more field, whose value is there as bytes. */
function appendField(document: Buffer, field: { type: number; name: string; value: Buffer }): Buffer {
  const head = Buffer.concat([Buffer.from([field.type]), Buffer.from(`${field.name}\0`)]);
  const whole = Buffer.concat([document.subarray(0, -1), head, field.value, Buffer.from([0])]);
  whole.writeInt32LE(whole.length);
  return whole;
}

function encodeArray(documents: Buffer[]): Buffer {
  const elements = documents.flatMap((document, at) => [Buffer.from(`\x03${at}\0`), document]);
  const whole = Buffer.concat([Buffer.alloc(4), ...elements, Buffer.from([0])]);
  whole.writeInt32LE(whole.length);
  return whole;
}

/** Stored documents are put into the answer as they are, without being decoded. */
function encodeCursor({ field, batch }: CursorAnswer): Buffer {
  const head = encodeDocument({ id: cursorId(batch.id), ns: batch.namespace });
  const cursor = appendField(head, { type: 4, name: field, value: encodeArray(batch.documents) });
  return appendField(encodeDocument({ ok: 1 }), { type: 3, name: 'cursor', value: cursor });
}

/** The message that answers a request. */
export function encodeAnswer(request: Pick<Request, 'id' | 'legacy'>, answer: Answer): Buffer {
  const body = 'batch' in answer ? encodeCursor(answer as CursorAnswer) : encodeDocument(answer as Document);
  const extra = request.legacy ? Buffer.alloc(20) : Buffer.alloc(5);
  if (request.legacy) extra.writeInt32LE(1, 16); // one document
  const header = Buffer.alloc(headerBytes);
  header.writeInt32LE(headerBytes + extra.length + body.length, 0);
  header.writeInt32LE(request.id, 4);
  header.writeInt32LE(request.id, 8);
  header.writeInt32LE(request.legacy ? opCodes.reply : opCodes.message, 12);
  return Buffer.concat([header, extra, body]);
}
