import { setTimeout as delay } from 'node:timers/promises';
import type { TeamsAdapter } from '@microsoft/teams-ai';
import type { ConversationReference, TurnContext } from 'botbuilder';
import type { Conversation } from '../models/conversation.ts';
import type { BotParts } from './bot-parts.ts';
import { type Failure, judgeFailure } from './judge-failure.ts';

export type ReachOutcome<Done> = { kind: 'done'; done: Done } | Failure;

/** The connector's client, as far as it is used beside the turn. */
interface Connector {
  conversations: { createConversation(ask: Record<string, unknown>): Promise<{ id: string }> };
}

export type ReachParts = Pick<BotParts, 'bot'> & { adapter: TeamsAdapter; longestCallMs?: number };

/** The framework itself never gives up on a connection that says nothing. */
const usualLongestCallMs = 20_000;

/**
 * Does one thing in somebody's chat: one request, sent once. The connector's own client would send it up to three times more after a 429
 * or 5xx, each of them a second card if the first had arrived after all, so its retries are taken out.
 */
export async function inChatOf<Done>(
  conversation: Pick<Conversation, 'reference'>,
  doing: 'send' | 'update',
  ask: { work: (context: TurnContext, client: Connector) => Promise<Done>; parts: ReachParts },
): Promise<ReachOutcome<Done>> {
  const { work, parts } = ask;
  let outcome: ReachOutcome<Done> = { kind: 'retry', afterMs: null, problem: 'no answer' };
  const judge = (error: unknown): Failure => judgeFailure(error, doing);
  const turn = async (context: TurnContext): Promise<void> => {
    const client = withoutRetries(context.turnState.get<Connector>(parts.adapter.ConnectorClientKey));
    outcome = await work(context, client).then((done): ReachOutcome<Done> => ({ kind: 'done', done }), judge);
  };
  const reference = conversation.reference as Partial<ConversationReference>;
  // The adapter swallows what goes wrong inside a turn, so that is caught inside.
  const reached = parts.adapter
    .continueConversationAsync(parts.bot.appId ?? '', reference, turn)
    .catch((error: unknown) => {
      outcome = judge(error);
    });
  const over = new AbortController();
  const timeUp = delay(parts.longestCallMs ?? usualLongestCallMs, undefined, { signal: over.signal, ref: false });
  await Promise.race([reached, timeUp.catch(() => {})]);
  over.abort();
  return outcome;
}

function withoutRetries(client: Connector): Connector {
  const { client: inner } = client as unknown as {
    client?: { pipeline?: { removePolicy(of: { name: string }): unknown } };
  };
  inner?.pipeline?.removePolicy({ name: 'defaultRetryPolicy' });
  return client;
}

/**
 * Opens a personal chat anew, for when Teams says that it is not there: the other side may have removed it with its history. People are
 * named by their Entra object id in `members[].id` (https://github.com/MicrosoftDocs/msteams-docs/issues/14079).
 * @returns the conversation as it is to be kept from now on
 */
export async function openChatAgain(
  conversation: Conversation,
  parts: ReachParts,
): Promise<ReachOutcome<Conversation>> {
  const { tenantId, aadObjectId, reference } = conversation;
  const { bot } = reference as Partial<ConversationReference>;
  const members = [{ id: aadObjectId, name: '' }];
  const channelData = { tenant: { id: tenantId } };
  const opened = await inChatOf(conversation, 'send', {
    work: (_context, client) =>
      client.conversations.createConversation({ isGroup: false, bot, members, tenantId, channelData }),
    parts,
  });
  if (opened.kind !== 'done') return opened;
  const before = (reference as Partial<ConversationReference>).conversation;
  const id = opened.done.id;
  return { kind: 'done', done: { ...conversation, reference: { ...reference, conversation: { ...before, id } } } };
}
