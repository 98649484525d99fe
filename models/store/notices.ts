import type { Connection } from 'mongoose';
import type { Notice, NoticeStore } from '../notice.ts';
import { openCollection } from './open-collection.ts';
import { isDuplicateKey } from './write-in-batches.ts';

type StoredNotice = Omit<Notice, 'id'> & { _id: string };

/** What HR systems told, until an express run has carried it out. */
export async function createNoticeStore(connection: Connection): Promise<NoticeStore> {
  const notices = await openCollection<StoredNotice>(connection, 'notices', {
    fields: { sourceId: String, personKeys: [String], at: String, trigger: String, isUrgent: Boolean },
    indexes: [{ fields: { isUrgent: -1, at: 1 }, answers: 'who must out at once, and what was told first (list)' }],
  });
  return {
    add: async ({ id, ...notice }) => {
      try {
        await notices.insertOne({ _id: id, ...notice });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
    list: async (limit) => {
      const found = await notices.find().sort({ isUrgent: -1, at: 1 }).limit(limit).toArray();
      return found.map(({ _id, ...notice }) => ({ id: _id, ...notice }));
    },
    remove: async (ids) => {
      if (ids.length > 0) await notices.deleteMany({ _id: { $in: [...ids] } });
    },
  };
}
