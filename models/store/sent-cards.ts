import type { Connection } from 'mongoose';
import type { ConversationStore, SentCard } from '../conversation.ts';
import { deleteSome } from './delete-some.ts';
import { openCollection } from './open-collection.ts';

type StoredCard = SentCard & { _id: string };

/** Cards that were sent, so that every copy can be updated in place. */
export async function openSentCards(connection: Connection): Promise<{
  save(card: SentCard): Promise<void>;
  about(subject: string): Promise<SentCard[]>;
  forget: ConversationStore['forgetCards'];
}> {
  const cards = await openCollection<StoredCard>(connection, 'sent-cards', {
    fields: { subject: String, tenantId: String, aadObjectId: String, activityId: String, sentAt: String },
    indexes: [
      { fields: { subject: 1 }, answers: 'every copy of the card about something' },
      { fields: { sentAt: 1 }, answers: 'cards of long ago (forget)' },
    ],
  });
  return {
    save: async (card) => {
      const _id = `${card.subject}|${card.tenantId}|${card.aadObjectId}`;
      await cards.replaceOne({ _id }, card, { upsert: true });
    },
    about: async (subject) => (await cards.find({ subject }).toArray()).map(({ _id, ...card }) => card),
    forget: ({ sentBefore, keep, limit }) =>
      deleteSome(cards, { sentAt: { $lt: sentBefore }, subject: { $nin: [...keep] } }, limit),
  };
}
