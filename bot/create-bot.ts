import { Application, TeamsAdapter } from '@microsoft/teams-ai';
import type { Request, Response } from 'express';
import { verbs } from '../cards/card-actions.ts';
import type { Notifier } from '../models/ports.ts';
import { cardTexts } from '../models/texts/card-texts.ts';
import { admitActivity } from './admit-activity.ts';
import { answerFault } from './answer-fault.ts';
import { answerInTime, type PressHandler } from './answer-in-time.ts';
import { createBackground } from './background.ts';
import type { BotParts, BotRegistration } from './bot-parts.ts';
import { createDelivery, type Delivery, type DeliveryOptions } from './create-delivery.ts';
import { createNotifier } from './create-notifier.ts';
import { onCardAction } from './on-card-action.ts';
import { onDeskAction } from './on-desk-action.ts';
import { onMessage } from './on-message.ts';
import { recordStranger } from './record-refusal.ts';
import { rememberConversation } from './remember-conversation.ts';
import { requestButtons } from './requests/request-buttons.ts';
import { readerFor } from './sender.ts';
import { showTyping } from './show-typing.ts';

export interface Bot {
  /** Answers `POST /api/messages`; the body must have been parsed. */
  handle(req: Request, res: Response): Promise<void>;
  notifier: Notifier;
  /** Brings what the notifier wrote; starts when it is told to. */
  delivery: Delivery;
  /** Done when nothing goes on any more after an answer was given. */
  idle(): Promise<void>;
}

export interface BotOptions extends DeliveryOptions {
  /** What a press may take before it is answered for now. */
  longestPressMs?: number;
  /** After so long somebody who waits sees that something is coming. */
  typingAfterMs?: number;
}

const usualLongestPressMs = 3000;

/** The buttons of cards, by the verb they send, with what answers them. */
const buttons: Readonly<Record<string, PressHandler>> = {
  [verbs.approveRun]: (turn, parts) => onCardAction(turn, 'approve', parts),
  [verbs.rejectRun]: (turn, parts) => onCardAction(turn, 'reject', parts),
  [verbs.retryRun]: (turn, parts) => onDeskAction(turn, 'retry', parts),
  [verbs.undoRun]: (turn, parts) => onDeskAction(turn, 'undo', parts),
  [verbs.askDrift]: (turn, parts) => onDeskAction(turn, 'ask-drift', parts),
  ...requestButtons,
};

/**
 * The bot: Microsoft's adapter and application around our handlers. Nothing outside this folder knows either of them.
 * @throws Error when the registration lacks what its type needs
 */
export function createBot(parts: BotParts, options: BotOptions): Bot {
  const background = createBackground(parts.logger);
  const adapter = new TeamsAdapter(credentialsOf(parts.bot));
  const app = new Application({
    adapter,
    botAppId: parts.bot.appId ?? '',
    startTypingTimer: false,
    removeRecipientMention: false,
  });

  app.error((context, error) => answerFault(context, error, parts));
  app.turn('beforeTurn', async (context) => {
    if (!admitActivity(context, parts)) {
      parts.logger.info({ channelId: context.activity.channelId }, 'an activity was not admitted');
      await recordStranger(context, parts);
      return false;
    }
    await rememberConversation(context, parts, background);
    return true;
  });
  const { longestPressMs = usualLongestPressMs } = options;
  const answering = { ...parts, adapter, background, longestPressMs };
  for (const [verb, answer] of Object.entries(buttons)) {
    // An access pass is in the answer to the press and nowhere else, so nobody brings it later.
    const isPrivate = verb === verbs.revealPass;
    app.adaptiveCards.actionExecute(verb, (context) =>
      isPrivate ? answer({ activity: context.activity }, parts) : answerInTime(context, answer, answering),
    );
  }
  app.conversationUpdate('membersAdded', async (context) => {
    const { membersAdded = [], recipient, locale, conversation } = context.activity;
    if (conversation.conversationType !== 'personal') return;
    const people = membersAdded.filter((member) => member.id !== recipient.id);
    if (people.length > 0) await context.sendActivity(cardTexts(readerFor(locale ?? null, parts).language).welcome);
  });
  app.message(/.*/s, (context) => showTyping(context, () => onMessage(context, parts), options.typingAfterMs));

  const delivery = createDelivery({ ...parts, adapter }, options);
  return {
    handle: async (req, res) => {
      await adapter.process(req, res, async (context) => {
        await app.run(context);
      });
    },
    notifier: createNotifier(parts, () => delivery.wake()),
    delivery,
    idle: () => background.idle(),
  };
}

/** Holds the secret: the adapter that keeps it is never logged. Without an app id the framework checks nothing, which `readConfig` allows on this machine only. */
function credentialsOf(bot: BotRegistration): Record<string, string> {
  if (bot.appId === null) return {};
  return {
    MicrosoftAppId: bot.appId,
    MicrosoftAppType: bot.appType ?? 'SingleTenant',
    ...(bot.tenantId === null ? {} : { MicrosoftAppTenantId: bot.tenantId }),
    ...(bot.password === null ? {} : { MicrosoftAppPassword: bot.password }),
  };
}
