import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';
import type { Letter, OutboxStore } from '../outbox.ts';
import { deleteSome } from './delete-some.ts';
import { openCollection } from './open-collection.ts';
import { isDuplicateKey } from './write-in-batches.ts';

type StoredLetter = Omit<Letter, 'id'> & { _id: string; rank: number };

/** Letters to people, kept until they have arrived or cannot. */
export async function createOutboxStore(connection: Connection): Promise<OutboxStore> {
  const letters = await openCollection<StoredLetter>(connection, 'outbox', {
    fields: {
      tenantId: String,
      aadObjectId: String,
      topic: Schema.Types.Mixed,
      subject: String,
      isUrgent: Boolean,
      mayJoin: Boolean,
      state: String,
      notBefore: String,
      attempts: Number,
      leasedBy: String,
      leasedUntil: String,
      writtenAt: String,
      sentAt: String,
      problem: String,
      rank: Number,
    },
    indexes: [
      {
        fields: { state: 1, rank: 1, notBefore: 1 },
        answers: 'letters that may be sent now, urgent ones first (lease)',
      },
      { fields: { subject: 1, aadObjectId: 1 }, answers: 'other letters on the same subject (write, takeUp)' },
      { fields: { aadObjectId: 1, state: 1 }, answers: 'what could not be brought to somebody (takeUp)' },
      {
        fields: { state: 1, writtenAt: -1 },
        answers:
          'letters that could not be brought (undeliverable), the oldest that waits (queue), what is over (forgetBefore)',
      },
    ],
  });
  const insert = async (letter: Letter): Promise<void> => {
    const { id, ...rest } = letter;
    try {
      await letters.insertOne({ _id: id, ...rest, rank: letter.isUrgent ? 0 : 1 });
    } catch (error) {
      if (isDuplicateKey(error)) return;
      throw error;
    }
    if (letter.subject === null) return;
    await letters.updateMany(
      {
        subject: letter.subject,
        aadObjectId: letter.aadObjectId,
        state: 'waiting',
        _id: { $ne: id },
        writtenAt: { $lte: letter.writtenAt },
      },
      { $set: { state: 'superseded' } },
    );
  };
  return {
    write: async (list) => {
      for (const letter of list) await insert(letter);
    },
    lease: async ({ owner, now, leaseMs, limit }) => {
      const leased: Letter[] = [];
      const leasedUntil = new Date(Date.parse(now) + leaseMs).toISOString();
      while (leased.length < limit) {
        const taken = await letters.findOneAndUpdate(
          {
            state: 'waiting',
            notBefore: { $lte: now },
            $or: [{ leasedUntil: null }, { leasedUntil: { $lt: now } }],
          },
          { $set: { leasedBy: owner, leasedUntil } },
          { sort: { rank: 1, notBefore: 1 }, returnDocument: 'after' },
        );
        if (taken === null) break;
        leased.push(toLetter(taken));
      }
      return leased;
    },
    settle: async (letterId, owner, outcome) => {
      const result = await letters.updateOne(
        { _id: letterId, leasedBy: owner, ...(outcome.state === 'waiting' ? { state: 'waiting' } : {}) },
        { $set: { ...outcome, leasedBy: null, leasedUntil: null } },
      );
      return result.matchedCount === 1;
    },
    nextAt: async () => {
      const [next] = await letters.find({ state: 'waiting' }).sort({ notBefore: 1 }).limit(1).toArray();
      return next?.notBefore ?? null;
    },
    undeliverable: async (limit) =>
      (await letters.find({ state: 'undeliverable' }).sort({ writtenAt: -1 }).limit(limit).toArray()).map(toLetter),
    queue: async () => {
      const waiting = await letters.countDocuments({ state: 'waiting' });
      const [oldest] = await letters.find({ state: 'waiting' }).sort({ writtenAt: 1 }).limit(1).toArray();
      const undeliverable = await letters.countDocuments({ state: 'undeliverable' });
      return { waiting, oldestAt: oldest?.writtenAt ?? null, undeliverable };
    },
    extend: async (letterIds, { owner, now, leaseMs }) => {
      const leasedUntil = new Date(Date.parse(now) + leaseMs).toISOString();
      await letters.updateMany({ _id: { $in: [...letterIds] }, leasedBy: owner }, { $set: { leasedUntil } });
    },
    takeUp: async ({ aadObjectId, since, now }) => {
      const missed = await letters.find({ aadObjectId, state: 'undeliverable', writtenAt: { $gte: since } }).toArray();
      for (const { _id, subject, writtenAt } of missed) {
        const newer = { subject, aadObjectId, writtenAt: { $gt: writtenAt } };
        if (subject !== null && (await letters.findOne(newer)) !== null) continue;
        await letters.updateOne(
          { _id, state: 'undeliverable' },
          { $set: { state: 'waiting', notBefore: now, writtenAt: now, attempts: 0, problem: null } },
        );
      }
    },
    forgetBefore: (at, limit) =>
      deleteSome(letters, { state: { $in: ['sent', 'superseded', 'undeliverable'] }, writtenAt: { $lt: at } }, limit),
    releaseAll: async () => {
      await letters.updateMany({ leasedBy: { $ne: null } }, { $set: { leasedBy: null, leasedUntil: null } });
    },
  };
}

const toLetter = ({ _id, rank: _rank, ...letter }: StoredLetter): Letter => ({ id: _id, ...letter });
