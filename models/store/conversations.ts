import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';
import type { Conversation, ConversationStore } from '../conversation.ts';
import { openCollection } from './open-collection.ts';
import { openSentCards } from './sent-cards.ts';

type StoredConversation = Conversation & { _id: string };

/** Where the bot can reach people, and the cards it sent them. */
export async function createConversationStore(connection: Connection): Promise<ConversationStore> {
  const conversations = await openCollection<StoredConversation>(connection, 'conversations', {
    fields: {
      tenantId: String,
      aadObjectId: String,
      locale: String,
      status: String,
      reference: Schema.Types.Mixed,
      updatedAt: String,
    },
    indexes: [{ fields: { aadObjectId: 1 }, answers: 'where are these people to be reached' }],
  });
  const sentCards = await openSentCards(connection);
  const keyOf = (tenantId: string, aadObjectId: string): string => `${tenantId}|${aadObjectId}`;
  return {
    save: async (conversation) => {
      const _id = keyOf(conversation.tenantId, conversation.aadObjectId);
      await conversations.replaceOne({ _id }, conversation, { upsert: true });
    },
    find: async (tenantId, aadObjectId) => {
      const stored = await conversations.findOne({ _id: keyOf(tenantId, aadObjectId) });
      return stored === null ? null : toConversation(stored);
    },
    findByPeople: async (aadObjectIds) =>
      (await conversations.find({ aadObjectId: { $in: [...aadObjectIds] } }).toArray()).map(toConversation),
    setStatus: async (tenantId, aadObjectId, status) => {
      await conversations.updateOne({ _id: keyOf(tenantId, aadObjectId) }, { $set: { status } });
    },
    saveSentCard: sentCards.save,
    sentCards: sentCards.about,
    forgetCards: sentCards.forget,
  };
}

function toConversation({ _id, ...conversation }: StoredConversation): Conversation {
  return conversation;
}
