import type { TeamsAdapter } from '@microsoft/teams-ai';
import type { Activity } from 'botbuilder';
import { joinerReadyCard } from '../cards/joiner-ready-card.ts';
import type { Reader } from '../cards/reader.ts';
import { runApprovalCard } from '../cards/run-approval-card.ts';
import { runChangesCard } from '../cards/run-changes-card.ts';
import { runBlockedCard, runFailedCard } from '../cards/run-trouble-card.ts';
import type { Card } from '../cards/sheet.ts';
import type { Conversation } from '../models/conversation.ts';
import type { News } from '../models/news.ts';
import type { AudienceRole } from '../models/policy.ts';
import type { Notifier } from '../models/ports.ts';
import type { Run } from '../models/run.ts';
import type { BotParts } from './bot-parts.ts';
import { cardMessage } from './card-message.ts';
import { inChatOf } from './send-to-person.ts';
import { readerFor } from './sender.ts';

/** As many operations as an approval card shows. */
const shownOperations = 10;

type NotifierParts = BotParts & { adapter: TeamsAdapter };

/** Who hears of what, with which card; null for news that only updates what was sent before. */
function cardFor(news: News): { role: AudienceRole; subject: string | null; draw: (reader: Reader) => Card } | null {
  switch (news.kind) {
    case 'run-needs-approval':
      return {
        role: 'it',
        subject: approvalSubject(news.run),
        draw: (reader) => runApprovalCard(news.run, news.operations, reader),
      };
    case 'run-changed-entra':
      return { role: 'it', subject: null, draw: (reader) => runChangesCard(news.run, news.operations, reader) };
    case 'run-blocked':
      return { role: 'it', subject: null, draw: (reader) => runBlockedCard(news.run, reader) };
    case 'run-failed':
      return { role: 'it', subject: null, draw: (reader) => runFailedCard(news.run, reader) };
    case 'joiner-ready':
      return { role: 'hr', subject: null, draw: (reader) => joinerReadyCard(news.joiner, reader) };
    case 'run-decided':
      return null;
  }
}

const approvalSubject = (run: Run): string => `run-approval:${run.id}`;

/**
 * Tells people in Teams. Whoever has never talked to the bot, has blocked it or has removed it is not reached; nothing here ever
 * throws, because no run should fail for want of a card.
 */
export function createNotifier(parts: NotifierParts): Notifier {
  return {
    tell: async (news) => {
      try {
        const message = cardFor(news);
        if (message !== null) await sendToRole(message, parts);
        else if (news.kind === 'run-decided') await updateCopies(news.run, parts);
      } catch (error) {
        parts.logger.error({ error, news: news.kind }, 'people could not be told');
      }
    },
  };
}

async function sendToRole(
  message: { role: AudienceRole; subject: string | null; draw: (reader: Reader) => Card },
  parts: NotifierParts,
): Promise<void> {
  const holders = await parts.membership.holders(message.role);
  const conversations = await parts.conversations.findByPeople(holders.map((holder) => holder.aadObjectId));
  for (const conversation of conversations.filter((entry) => entry.status === 'active')) {
    const activity = cardMessage(message.draw(readerFor(conversation.locale, parts)));
    const activityId = await send(conversation, activity, parts);
    if (activityId !== null && message.subject !== null)
      await rememberCard(conversation, message.subject, { activityId, parts });
  }
}

async function send(
  conversation: Conversation,
  activity: Partial<Activity>,
  parts: NotifierParts,
): Promise<string | null> {
  const outcome = await inChatOf(conversation, (context) => context.sendActivity(activity), parts);
  return outcome.kind === 'sent' ? (outcome.sent?.id ?? null) : null;
}

async function rememberCard(
  { tenantId, aadObjectId }: Conversation,
  subject: string,
  sent: { activityId: string; parts: NotifierParts },
): Promise<void> {
  const sentAt = sent.parts.clock.now().toISOString();
  await sent.parts.conversations.saveSentCard({ subject, tenantId, aadObjectId, activityId: sent.activityId, sentAt });
}

/** Every copy of an approval card says what became of the run, whoever decided and wherever. A copy that was deleted stays deleted. */
async function updateCopies(run: Run, parts: NotifierParts): Promise<void> {
  const copies = await parts.conversations.sentCards(approvalSubject(run));
  if (copies.length === 0) return;
  const report = await parts.reports.run(run.id, { skip: 0, limit: shownOperations });
  if (report === null) return;
  const operations = report.operations.map((entry) => entry.operation);
  for (const copy of copies) {
    const conversation = await parts.conversations.find(copy.tenantId, copy.aadObjectId);
    if (conversation === null || conversation.status !== 'active') continue;
    const card = runApprovalCard(report.run, operations, readerFor(conversation.locale, parts));
    await inChatOf(
      conversation,
      (context) => context.updateActivity({ ...cardMessage(card), id: copy.activityId }),
      parts,
    );
  }
}
