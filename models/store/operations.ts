import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';
import { type Operation, type OperationCounts, OperationKind, type OperationResult } from '../plan.ts';
import type { Run } from '../run.ts';
import type { RunStore } from '../stores.ts';
import { openCollection } from './open-collection.ts';
import { batchSize, inBatches, writeInBatches } from './write-in-batches.ts';

interface StoredOperation {
  _id: string;
  runId: string;
  position: number;
  operation: Operation;
  result: OperationResult | null;
}

/** The operations of runs, in order, with what became of them: one document each, since a plan may be larger than a document. */
export interface OperationCollection {
  save(runId: string, operations: readonly Operation[]): Promise<void>;
  list(
    runId: string,
    page?: { skip: number; limit: number },
  ): Promise<Array<{ operation: Operation; result: OperationResult | null }>>;
  find: RunStore['findOperations'];
  update: RunStore['updateOperations'];
  saveResults(runId: string, results: readonly OperationResult[]): Promise<void>;
  countResults(runId: string): Promise<Run['results']>;
  countDone: RunStore['countDone'];
  failures: RunStore['failures'];
}

export async function openOperations(connection: Connection): Promise<OperationCollection> {
  const mixed = Schema.Types.Mixed;
  const collection = await openCollection<StoredOperation>(connection, 'operations', {
    fields: { runId: String, position: Number, operation: mixed, result: mixed },
    indexes: [
      { fields: { runId: 1, position: 1 }, answers: 'the operations of a run in order' },
      {
        fields: { 'result.kind': 1, 'operation.kind': 1, 'result.at': 1 },
        answers: 'how many of a kind were done lately, and what failed, over all runs (countDone, failures)',
      },
    ],
  });
  const keyOf = (runId: string, operationId: string): string => `${runId}|${operationId}`;
  return {
    save: async (runId, operations) => {
      await collection.deleteMany({ runId });
      const stored = operations.map((operation, position) => ({
        _id: keyOf(runId, operation.id),
        runId,
        position,
        operation,
        result: null,
      }));
      for (const batch of inBatches(stored)) await collection.insertMany(batch, { ordered: false });
    },
    list: async (runId, page) => {
      const cursor = collection.find({ runId }).sort({ position: 1 }).batchSize(batchSize);
      if (page !== undefined) cursor.skip(page.skip).limit(page.limit);
      return (await cursor.toArray()).map(({ operation, result }) => ({ operation, result }));
    },
    find: async (runId, operationIds) => {
      const found: StoredOperation[] = [];
      for (const ids of inBatches(operationIds)) {
        const keys = ids.map((id) => keyOf(runId, id));
        found.push(...(await collection.find({ _id: { $in: keys } }).toArray()));
      }
      return found.sort((a, b) => a.position - b.position).map(({ operation, result }) => ({ operation, result }));
    },
    update: async (runId, operations) => {
      const updates = operations.map((operation) => ({
        updateOne: { filter: { _id: keyOf(runId, operation.id) }, update: { $set: { operation } } },
      }));
      await writeInBatches(collection, updates);
    },
    saveResults: async (runId, results) => {
      const operations = results.map((result) => ({
        updateOne: { filter: { _id: keyOf(runId, result.operationId) }, update: { $set: { result } } },
      }));
      await writeInBatches(collection, operations);
    },
    countResults: async (runId) => {
      const counts = { done: 0, already: 0, failed: 0, skipped: 0 };
      const groups = collection.aggregate<{ _id: OperationResult['kind'] | null; count: number }>([
        { $match: { runId } },
        { $group: { _id: '$result.kind', count: { $sum: 1 } } },
      ]);
      for await (const { _id, count } of groups) if (_id) counts[_id] = count;
      return counts;
    },
    failures: async (since, limit) => {
      // Every kind is named, so that the index leads straight to the time.
      const kinds = { $in: OperationKind.options };
      const filter = { 'result.kind': 'failed' as const, 'operation.kind': kinds, 'result.at': { $gte: since } };
      const found = await collection.find(filter).limit(limit).toArray();
      return found.flatMap(({ runId, operation, result }) => (result === null ? [] : [{ runId, operation, result }]));
    },
    countDone: async ({ since, until, kinds }) => {
      const at = { $gte: since, ...(until === undefined ? {} : { $lte: until }) };
      const counts: OperationCounts = {};
      const groups = collection.aggregate<{ _id: OperationKind; count: number }>([
        { $match: { 'result.kind': 'done', 'operation.kind': { $in: [...kinds] }, 'result.at': at } },
        { $group: { _id: '$operation.kind', count: { $sum: 1 } } },
      ]);
      for await (const { _id, count } of groups) counts[_id] = count;
      return counts;
    },
  };
}
