import type { TeamsAdapter } from '@microsoft/teams-ai';
import type { ConversationReference, TurnContext } from 'botbuilder';
import type { Conversation } from '../models/conversation.ts';
import type { BotParts } from './bot-parts.ts';

/** How an attempt to reach somebody ended. `gone`: the bot is blocked or no longer installed, so there is no use in trying on. `missing`: the chat or the message is gone. */
export type SendOutcome<Sent> =
  | { kind: 'sent'; sent: Sent }
  | { kind: 'gone' }
  | { kind: 'missing' }
  | { kind: 'failed' };

/**
 * Does one thing in somebody's chat. The adapter swallows what goes wrong inside, so it is caught here and carried out.
 */
export async function inChatOf<Sent>(
  conversation: Conversation,
  work: (context: TurnContext) => Promise<Sent>,
  parts: Pick<BotParts, 'bot' | 'conversations' | 'logger'> & { adapter: TeamsAdapter },
): Promise<SendOutcome<Sent>> {
  let outcome: SendOutcome<Sent> = { kind: 'failed' };
  const reference = conversation.reference as Partial<ConversationReference>;
  try {
    await parts.adapter.continueConversationAsync(parts.bot.appId ?? '', reference, async (context) => {
      outcome = await work(context).then(
        (sent): SendOutcome<Sent> => ({ kind: 'sent', sent }),
        (error: unknown) => judgeFailure(error, conversation, parts),
      );
    });
  } catch (error) {
    outcome = await judgeFailure(error, conversation, parts);
  }
  return outcome;
}

/** @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages */
async function judgeFailure(
  error: unknown,
  conversation: Conversation,
  parts: Pick<BotParts, 'conversations' | 'logger'>,
): Promise<{ kind: 'gone' } | { kind: 'missing' } | { kind: 'failed' }> {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : null;
  const { tenantId, aadObjectId } = conversation;
  if (status === 403) {
    await parts.conversations.setStatus(tenantId, aadObjectId, 'blocked');
    parts.logger.info({ aadObjectId, status }, 'somebody cannot be reached in Teams any more');
    return { kind: 'gone' };
  }
  if (status === 404) {
    parts.logger.info({ aadObjectId, status }, 'a chat or a message in Teams is not there any more');
    return { kind: 'missing' };
  }
  parts.logger.warn({ aadObjectId, status }, 'a message could not be sent');
  return { kind: 'failed' };
}
