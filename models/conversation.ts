import { z } from 'zod';

/**
 * Where the bot can reach one person. Keyed by tenant and Entra object id, never by a channel's own user id.
 * `reference` is the bot framework's conversation reference, opaque to everybody but the bot.
 */
export const Conversation = z.object({
  tenantId: z.string(),
  aadObjectId: z.string(),
  locale: z.string().nullable(),
  status: z.enum(['active', 'blocked', 'uninstalled']),
  reference: z.record(z.string(), z.unknown()),
  updatedAt: z.string(),
});
export type Conversation = z.infer<typeof Conversation>;

/** A card that was sent, so that it can be updated in place. `subject` is what it is about, such as `run-approval:42`. */
export const SentCard = z.object({
  subject: z.string(),
  tenantId: z.string(),
  aadObjectId: z.string(),
  activityId: z.string(),
  sentAt: z.string(),
});
export type SentCard = z.infer<typeof SentCard>;

export interface ConversationStore {
  save(conversation: Conversation): Promise<void>;
  find(tenantId: string, aadObjectId: string): Promise<Conversation | null>;
  findByPeople(aadObjectIds: readonly string[]): Promise<Conversation[]>;
  setStatus(tenantId: string, aadObjectId: string, status: Conversation['status']): Promise<void>;
  saveSentCard(card: SentCard): Promise<void>;
  sentCards(subject: string): Promise<SentCard[]>;
  /** Forgets cards that were sent before an instant, except those about what is in `keep`; at most `limit`. Gives how many went. */
  forgetCards(ask: { sentBefore: string; keep: readonly string[]; limit: number }): Promise<number>;
}
