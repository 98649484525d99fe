import { ActivityTypes, INVOKE_RESPONSE_KEY, type TurnContext } from 'botbuilder';
import { cardTexts } from '../models/texts/card-texts.ts';
import { admitActivity } from './admit-activity.ts';
import type { BotParts } from './bot-parts.ts';
import { readerFor } from './sender.ts';

/**
 * What happens when a turn throws: it is logged, and whoever asked or pressed a button still gets an answer. Without one Teams
 * shows a fault of its own that says nothing, or nothing at all.
 */
export async function answerFault(context: TurnContext, error: unknown, parts: BotParts): Promise<void> {
  const { type, locale } = context.activity;
  parts.logger.error({ error, activityType: type }, 'a turn of the bot failed');
  const message = cardTexts(readerFor(locale ?? null, parts).language).fault;
  if (type === ActivityTypes.Message && admitActivity(context, parts)) await tryToSay(context, message);
  if (type !== ActivityTypes.Invoke || context.turnState.get(INVOKE_RESPONSE_KEY) !== undefined) return;
  const value = { code: 'fault', message };
  await context.sendActivity({
    type: ActivityTypes.InvokeResponse,
    value: { status: 200, body: { statusCode: 500, type: 'application/vnd.microsoft.error', value } },
  });
}

/** The turn may have failed because nothing can be sent, and then this cannot be sent either. */
async function tryToSay(context: TurnContext, message: string): Promise<void> {
  try {
    await context.sendActivity(message);
  } catch {
    // The first failure is in the log already.
  }
}
