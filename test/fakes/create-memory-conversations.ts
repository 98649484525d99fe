import type { Conversation, ConversationStore, SentCard } from '../../models/conversation.ts';

/** Conversations and sent cards in memory; it keeps the same contract as the store's. `known` is by Entra object id: these tests have one tenant. */
export function createMemoryConversations(
  known = new Map<string, Conversation>(),
  cards = new Map<string, SentCard>(),
): ConversationStore {
  return {
    save: async (conversation) => void known.set(conversation.aadObjectId, conversation),
    find: async (tenantId, id) => {
      const found = known.get(id);
      return found?.tenantId === tenantId ? found : null;
    },
    findByPeople: async (ids) => ids.flatMap((id) => known.get(id) ?? []),
    setStatus: async (tenantId, id, status) => {
      const found = known.get(id);
      if (found?.tenantId === tenantId) known.set(id, { ...found, status });
    },
    saveSentCard: async (card) => void cards.set(`${card.subject}|${card.tenantId}|${card.aadObjectId}`, card),
    sentCards: async (subject) => [...cards.values()].filter((card) => card.subject === subject),
    forgetCards: async ({ sentBefore, keep, limit }) => {
      const old = [...cards].filter(([, card]) => card.sentAt < sentBefore && !keep.includes(card.subject));
      const over = old.slice(0, limit);
      for (const [key] of over) cards.delete(key);
      return over.length;
    },
  };
}
