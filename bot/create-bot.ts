import { Application, TeamsAdapter } from '@microsoft/teams-ai';
import type { Request, Response } from 'express';
import { verbs } from '../cards/card-actions.ts';
import type { Notifier } from '../models/ports.ts';
import { cardTexts } from '../models/texts/card-texts.ts';
import { admitActivity } from './admit-activity.ts';
import { answerFault } from './answer-fault.ts';
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

export interface Bot {
  /** Answers `POST /api/messages`; the body must have been parsed. */
  handle(req: Request, res: Response): Promise<void>;
  notifier: Notifier;
  /** Brings what the notifier wrote; starts when it is told to. */
  delivery: Delivery;
}

/**
 * The bot: Microsoft's adapter and application around our handlers. Nothing outside this folder knows either of them.
 * @throws Error when the registration lacks what its type needs
 */
export function createBot(parts: BotParts, options: DeliveryOptions): Bot {
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
    await rememberConversation(context, parts);
    return true;
  });
  app.adaptiveCards.actionExecute(verbs.approveRun, async (context) => onCardAction(context, 'approve', parts));
  app.adaptiveCards.actionExecute(verbs.rejectRun, async (context) => onCardAction(context, 'reject', parts));
  app.adaptiveCards.actionExecute(verbs.retryRun, async (context) => onDeskAction(context, 'retry', parts));
  app.adaptiveCards.actionExecute(verbs.undoRun, async (context) => onDeskAction(context, 'undo', parts));
  app.adaptiveCards.actionExecute(verbs.askDrift, async (context) => onDeskAction(context, 'ask-drift', parts));
  for (const [verb, answer] of Object.entries(requestButtons))
    app.adaptiveCards.actionExecute(verb, async (context) => answer(context, parts));
  app.conversationUpdate('membersAdded', async (context) => {
    const { membersAdded = [], recipient, locale, conversation } = context.activity;
    if (conversation.conversationType !== 'personal') return;
    const people = membersAdded.filter((member) => member.id !== recipient.id);
    if (people.length > 0) await context.sendActivity(cardTexts(readerFor(locale ?? null, parts).language).welcome);
  });
  app.message(/.*/s, async (context) => onMessage(context, parts));

  const delivery = createDelivery({ ...parts, adapter }, options);
  return {
    handle: async (req, res) => {
      await adapter.process(req, res, async (context) => {
        await app.run(context);
      });
    },
    notifier: createNotifier(parts, () => delivery.wake()),
    delivery,
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
