import { setTimeout as delay } from 'node:timers/promises';
import type { TeamsAdapter } from '@microsoft/teams-ai';
import { TurnContext } from 'botbuilder';
import type { Card } from '../cards/sheet.ts';
import { cardTexts } from '../models/texts/card-texts.ts';
import type { Background } from './background.ts';
import type { BotParts } from './bot-parts.ts';
import { cardMessage } from './card-message.ts';
import { inChatOf } from './reach-chat.ts';
import { readerFor, type Turn } from './sender.ts';

/** Answers one press: a card in place of the one that was pressed, or plain words. */
export type PressHandler = (turn: Turn, parts: BotParts) => Promise<Card | string>;

export interface AnsweringParts extends BotParts {
  adapter: TeamsAdapter;
  background: Background;
  longestPressMs: number;
}

/**
 * Answers a press before Teams stops waiting for it, which is after some ten seconds, and people earlier. What takes longer goes on; what
 * comes of it is brought into the chat when it is there.
 */
export async function answerInTime(
  context: TurnContext,
  answer: PressHandler,
  parts: AnsweringParts,
): Promise<Card | string> {
  const turn: Turn = { activity: context.activity };
  const answering = answer(turn, parts);
  const over = new AbortController();
  const timeUp = delay(parts.longestPressMs, null, { signal: over.signal }).catch(() => null);
  const inTime = await Promise.race([answering, timeUp]).finally(() => over.abort());
  if (inTime !== null) return inTime;
  const { language } = readerFor(turn.activity.locale ?? null, parts);
  parts.background.run(
    () =>
      bringLate(
        turn,
        answering.catch((error: unknown) => sayFault(error, language, parts)),
        parts,
      ),
    'what came of a press could not be brought',
  );
  return cardTexts(language).takesLonger;
}

function sayFault(error: unknown, language: BotParts['language'], parts: BotParts): string {
  parts.logger.error({ error }, 'a press failed after it was answered');
  return cardTexts(language).fault;
}

async function bringLate(turn: Turn, answering: Promise<Card | string>, parts: AnsweringParts): Promise<void> {
  const answer = await answering;
  const { activity } = turn;
  const reference = { ...TurnContext.getConversationReference(activity) };
  const brought = await inChatOf({ reference }, 'update', {
    work: (context) =>
      typeof answer === 'string' || !activity.replyToId
        ? context.sendActivity(typeof answer === 'string' ? answer : cardMessage(answer))
        : context.updateActivity({ ...cardMessage(answer), id: activity.replyToId }),
    parts,
  });
  if (brought.kind !== 'done')
    parts.logger.warn({ problem: brought.problem }, 'what came of a press could not be brought');
}
