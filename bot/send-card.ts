import type { TeamsAdapter } from '@microsoft/teams-ai';
import type { Card } from '../cards/sheet.ts';
import { shortenedCard } from '../cards/shortened-card.ts';
import type { Conversation } from '../models/conversation.ts';
import type { BotParts } from './bot-parts.ts';
import { cardMessage } from './card-message.ts';
import type { Failure } from './judge-failure.ts';
import type { Prepared } from './prepare-letter.ts';
import { inChatOf, openChatAgain, type ReachOutcome } from './reach-chat.ts';

export type SendingParts = BotParts & { adapter: TeamsAdapter; longestCallMs?: number };

export type SendOutcome =
  | { kind: 'sent' }
  | { kind: 'moot' }
  /** Not now: it would make a noise while it is quiet. */
  | { kind: 'later'; at: string }
  | Failure;

/** Brings one prepared letter: changes the card that is there, or sends one. */
export async function sendPrepared(prepared: Prepared, parts: SendingParts): Promise<SendOutcome> {
  const { conversation, copy, drawing, isUpdate } = prepared;
  if (copy === null) return sendNew(prepared, parts);
  if (!isUpdate) {
    // A client that cannot take a card away has the one that is there changed, so that no copy says what is no longer so.
    const removed = await inChatOf(conversation, 'update', {
      work: (context) => context.deleteActivity(copy.activityId),
      parts,
    });
    if (removed.kind === 'done' || removed.kind === 'no-message' || removed.kind === 'no-conversation')
      return sendNew(prepared, parts);
    if (removed.kind !== 'refused') return removed;
  }
  const updated = await fitting(prepared, (card) =>
    inChatOf(conversation, 'update', {
      work: (context) => context.updateActivity({ ...cardMessage(card), id: copy.activityId }),
      parts,
    }),
  );
  if (updated.kind === 'done') return { kind: 'sent' };
  if (updated.kind !== 'no-message' && updated.kind !== 'no-conversation') return updated;
  // Who deleted the card wants it gone, but a question that still waits for them is asked again.
  if (drawing.isOpen !== true) return { kind: 'moot' };
  return prepared.quietUntil === null ? sendNew(prepared, parts) : { kind: 'later', at: prepared.quietUntil };
}

/** What Teams finds too large arrives as its title, with where to find the rest. */
async function fitting<Done>(
  { drawing, reader }: Prepared,
  bring: (card: Card) => Promise<ReachOutcome<Done>>,
): Promise<ReachOutcome<Done>> {
  const whole = await bring(drawing.card);
  return whole.kind === 'too-large' ? bring(shortenedCard(drawing.card, reader)) : whole;
}

async function sendNew(prepared: Prepared, parts: SendingParts): Promise<SendOutcome> {
  const { letter } = prepared;
  const sent = await fitting(prepared, (card) => sendCard(card, prepared.conversation, parts));
  if (sent.kind !== 'done') return sent;
  const { activityId, conversation } = sent.done;
  if (letter.subject !== null && activityId !== null) {
    const { tenantId, aadObjectId } = conversation;
    const sentAt = parts.clock.now().toISOString();
    await parts.conversations.saveSentCard({ subject: letter.subject, tenantId, aadObjectId, activityId, sentAt });
  }
  return { kind: 'sent' };
}

/** Sends a card into somebody's chat; opens the chat again, once, when Teams says that it is not there. */
export async function sendCard(
  card: Card,
  conversation: Conversation,
  parts: SendingParts,
): Promise<ReachOutcome<{ activityId: string | null; conversation: Conversation }>> {
  const message = cardMessage(card);
  const send = async (to: Conversation) => {
    const sent = await inChatOf(to, 'send', { work: (context) => context.sendActivity(message), parts });
    return sent.kind === 'done'
      ? { kind: 'done' as const, done: { activityId: sent.done?.id ?? null, conversation: to } }
      : sent;
  };
  const first = await send(conversation);
  if (first.kind !== 'no-conversation') return first;
  const opened = await openChatAgain(conversation, parts);
  if (opened.kind !== 'done') return opened;
  await parts.conversations.save({ ...opened.done, updatedAt: parts.clock.now().toISOString() });
  return send(opened.done);
}
