import type { TeamsAdapter } from '@microsoft/teams-ai';
import { runApprovalCard } from '../cards/run-approval-card.ts';
import type { Conversation, SentCard } from '../models/conversation.ts';
import type { Notifier } from '../models/ports.ts';
import type { RunReport } from '../models/report.ts';
import type { BotParts } from './bot-parts.ts';
import { approvalSubject, cardForNews, type Telling } from './card-for-news.ts';
import { cardMessage } from './card-message.ts';
import { readRun } from './read-run.ts';
import { inChatOf } from './send-to-person.ts';
import { readerFor } from './sender.ts';

type NotifierParts = BotParts & { adapter: TeamsAdapter };

/** So many chats are written to at once: far below what Teams allows a tenant, and one slow chat holds up few others. */
const chatsAtOnce = 10;

/**
 * Tells people in Teams. Whoever has never talked to the bot, has blocked it or has removed it is not reached; nothing here ever
 * throws, because no run should fail for want of a card.
 */
export function createNotifier(parts: NotifierParts): Notifier {
  const updateInOrder = queueByKey((runId) => updateCopies(runId, parts));
  return {
    tell: async (news) => {
      if (!('run' in news)) return;
      try {
        const telling = await cardForNews(news, parts);
        if (telling === null) return await updateInOrder(news.run.id);
        await tellRole(telling, parts);
        // Somebody may have decided while the later copies were still on their way: those are old from the start.
        if (news.kind === 'run-needs-approval') {
          const report = await readRun(news.run.id, parts);
          if (report !== null && report.run.state !== 'awaiting-approval') await updateInOrder(news.run.id);
        }
      } catch (error) {
        parts.logger.error({ error, news: news.kind, runId: news.run.id }, 'people could not be told');
      }
    },
  };
}

async function tellRole(telling: Telling, parts: NotifierParts): Promise<void> {
  const holders = await parts.membership.holders(telling.role);
  const known = await parts.conversations.findByPeople(holders.map((holder) => holder.aadObjectId));
  const reachable = known.filter((conversation) => conversation.status === 'active');
  if (reachable.length === 0) {
    const { role } = telling;
    parts.logger.info(
      { role, holders: holders.length },
      'nobody of this role can be told: none has written to the bot',
    );
  }
  await forEachInPacks(reachable, (conversation) => tellOne(telling, conversation, parts));
}

async function tellOne(telling: Telling, conversation: Conversation, parts: NotifierParts): Promise<void> {
  const activity = cardMessage(telling.draw(readerFor(conversation.locale, parts)));
  const outcome = await inChatOf(conversation, (context) => context.sendActivity(activity), parts);
  const activityId = outcome.kind === 'sent' ? outcome.sent?.id : undefined;
  if (activityId === undefined || telling.subject === null) return;
  const { tenantId, aadObjectId } = conversation;
  const sentAt = parts.clock.now().toISOString();
  await parts.conversations.saveSentCard({ subject: telling.subject, tenantId, aadObjectId, activityId, sentAt });
}

/** Every copy of an approval card says what became of the run, whoever decided and wherever. A copy that was deleted stays deleted. */
async function updateCopies(runId: string, parts: NotifierParts): Promise<void> {
  const copies = await parts.conversations.sentCards(approvalSubject(runId));
  const report = copies.length === 0 ? null : await readRun(runId, parts);
  if (report !== null) await forEachInPacks(copies, (copy) => updateCopy(copy, report, parts));
}

async function updateCopy(copy: SentCard, report: RunReport, parts: NotifierParts): Promise<void> {
  const conversation = await parts.conversations.find(copy.tenantId, copy.aadObjectId);
  if (conversation === null || conversation.status !== 'active') return;
  const operations = report.operations.map((entry) => entry.operation);
  const message = cardMessage(runApprovalCard(report.run, operations, readerFor(conversation.locale, parts)));
  await inChatOf(conversation, (context) => context.updateActivity({ ...message, id: copy.activityId }), parts);
}

async function forEachInPacks<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += chatsAtOnce) await Promise.all(items.slice(at, at + chatsAtOnce).map(work));
}

/** Work on the same key waits for its turn, so that an older state can never be written over a newer one. */
function queueByKey(work: (key: string) => Promise<void>): (key: string) => Promise<void> {
  const last = new Map<string, Promise<void>>();
  return async (key) => {
    const before = last.get(key) ?? Promise.resolve();
    const mine = before.catch(() => {}).then(() => work(key));
    last.set(key, mine);
    await mine.finally(() => {
      if (last.get(key) === mine) last.delete(key);
    });
  };
}
