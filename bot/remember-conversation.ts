import { TurnContext } from 'botbuilder';
import type { Background } from './background.ts';
import type { BotParts } from './bot-parts.ts';
import { catchUp } from './catch-up.ts';
import { tenantOf } from './sender.ts';

/**
 * Keeps where this person can be reached. Only personal chats count: what Instroom has to say is for one person. The service
 * address may change at any time, so it is kept anew with each activity.
 */
export async function rememberConversation(
  context: TurnContext,
  parts: BotParts,
  background: Background,
): Promise<void> {
  const { from, locale, conversation, type, action } = context.activity;
  const tenantId = tenantOf(context);
  if (!from?.aadObjectId || tenantId === null || conversation?.conversationType !== 'personal') return;
  if (type === 'installationUpdate' && action?.startsWith('remove')) {
    await parts.conversations.setStatus(tenantId, from.aadObjectId, 'uninstalled');
    return;
  }
  const known = await parts.conversations.find(tenantId, from.aadObjectId);
  await parts.conversations.save({
    tenantId,
    aadObjectId: from.aadObjectId,
    locale: locale ?? known?.locale ?? null,
    status: 'active',
    reference: JSON.parse(JSON.stringify(TurnContext.getConversationReference(context.activity))),
    updatedAt: parts.clock.now().toISOString(),
  });
  if (known?.status === 'active') return;
  // Nobody waits for the answer until everything is looked up that they missed.
  const { aadObjectId } = from;
  background.run(() => catchUp(aadObjectId, parts), 'what waits for somebody who is back could not be written down');
}
