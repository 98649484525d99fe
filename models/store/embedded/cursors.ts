import { randomBytes } from 'node:crypto';
import { BSON } from './bson.ts';
import { createCommandError } from './command-error.ts';

/** Documents as bytes, ready for the wire. */
export type Results = AsyncIterator<Buffer>;

export interface Batch {
  namespace: string;
  /** 0 where there is nothing more. */
  id: bigint;
  documents: Buffer[];
}
export interface Cursors {
  /** The first batch of some results; what is left stays open under the batch's id. */
  open(namespace: string, results: Results, options: { batchSize: number; single: boolean }): Promise<Batch>;
  /** Throws 43 for a cursor that is not (or no longer) there. */
  next(namespace: string, id: bigint, batchSize: number): Promise<Batch>;
  /** Whether there was such a cursor. */
  kill(id: bigint): boolean;
  closeIdle(now: number): void;
}

interface Cursor {
  namespace: string;
  results: Results;
  /** Taken from the results, but not fitting into the batch before. */
  waiting?: Buffer | undefined;
  usedAt: number;
}

const maxBatchBytes = 16 * 1024 * 1024;
const maxIdleMs = 10 * 60_000;

async function takeBatch(cursor: Cursor, batchSize: number): Promise<Buffer[]> {
  const documents: Buffer[] = [];
  let bytes = 0;
  for (;;) {
    if (cursor.waiting === undefined) {
      const next = await cursor.results.next();
      if (next.done) return documents;
      cursor.waiting = next.value;
    }
    bytes += cursor.waiting.length;
    if (documents.length >= batchSize || (documents.length > 0 && bytes > maxBatchBytes)) return documents;
    documents.push(cursor.waiting);
    cursor.waiting = undefined;
  }
}

/** The open cursors of the server: each holds a place in a running query, not its results. */
export function createCursors(now: () => number): Cursors {
  const cursors = new Map<bigint, Cursor>();
  const kill = (id: bigint): boolean => {
    void cursors.get(id)?.results.return?.();
    return cursors.delete(id);
  };
  return {
    async open(namespace, results, { batchSize, single }) {
      const cursor: Cursor = { namespace, results, usedAt: now() };
      const documents = await takeBatch(cursor, batchSize);
      if (single || cursor.waiting === undefined) return { namespace, id: 0n, documents };
      const id = BigInt.asUintN(62, randomBytes(8).readBigUInt64BE()) + 1n;
      cursors.set(id, { ...cursor, usedAt: now() });
      return { namespace, id, documents };
    },
    async next(namespace, id, batchSize) {
      const cursor = cursors.get(id);
      if (cursor?.namespace !== namespace) throw createCommandError(43, `cursor id ${id} not found`);
      cursors.delete(id); // nobody else may read on, and a failure ends it
      const documents = await takeBatch(cursor, batchSize);
      if (cursor.waiting === undefined) return { namespace, id: 0n, documents };
      cursors.set(id, { ...cursor, usedAt: now() });
      return { namespace, id, documents };
    },
    kill,
    closeIdle(at) {
      for (const [id, { usedAt }] of cursors) if (at - usedAt > maxIdleMs) kill(id);
    },
  };
}

/** A cursor's number as it goes over the wire. */
export function cursorId(id: bigint): InstanceType<typeof BSON.Long> {
  return BSON.Long.fromBigInt(id);
}
