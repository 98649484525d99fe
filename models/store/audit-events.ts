import type { Connection } from 'mongoose';
import { Schema, Types } from 'mongoose';
import type { AuditEvent } from '../audit.ts';
import type { AuditLog } from '../stores.ts';
import { openCollection } from './open-collection.ts';
import { inBatches, isDuplicateKey } from './write-in-batches.ts';

interface StoredEvent {
  _id: string;
  /** Grows with every event, also within one instant. */
  order: string;
  personKey: string | null;
  runId: string | null;
  event: AuditEvent;
}

/** Facts that happened, appended and never changed. An event that is there already stays as it is. */
export async function createAuditLog(connection: Connection): Promise<AuditLog> {
  const events = await openCollection<StoredEvent>(connection, 'audit-events', {
    fields: { order: String, personKey: String, runId: String, event: Schema.Types.Mixed },
    indexes: [
      { fields: { order: -1 }, answers: 'the newest events' },
      { fields: { personKey: 1, order: -1 }, answers: 'the story of a person' },
      { fields: { runId: 1, order: -1 }, answers: 'the story of a run' },
    ],
  });
  return {
    append: async (facts) => {
      const stored = facts.map((event) => ({
        _id: event.id,
        order: new Types.ObjectId().toHexString(),
        personKey: event.personKey,
        runId: event.runId,
        event,
      }));
      for (const batch of inBatches(stored)) await insertNew(() => events.insertMany(batch, { ordered: false }));
    },
    list: async ({ personKey, runId, limit }) => {
      const filter = { ...(personKey === undefined ? {} : { personKey }), ...(runId === undefined ? {} : { runId }) };
      return (await events.find(filter).sort({ order: -1 }).limit(limit).toArray()).map((stored) => stored.event);
    },
  };
}

/** Inserts what is new; anything but a key that is there already is an error. */
async function insertNew(insert: () => Promise<unknown>): Promise<void> {
  try {
    await insert();
  } catch (error) {
    const failures = typeof error === 'object' && error !== null && 'writeErrors' in error ? error.writeErrors : null;
    const all = Array.isArray(failures) ? failures : failures === null ? [error] : [failures];
    if (!all.every(isDuplicateKey)) throw error;
  }
}
