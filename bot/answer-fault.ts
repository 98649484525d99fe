import { ActivityTypes, INVOKE_RESPONSE_KEY, type TurnContext } from 'botbuilder';
import type { Language } from '../models/policy.ts';
import type { Logger } from '../models/ports.ts';
import { cardTexts } from '../models/texts/card-texts.ts';

/**
 * What happens when a turn throws: it is logged, and a press on a button still gets an answer. Without one Teams shows a fault of
 * its own that says nothing.
 */
export async function answerFault(
  context: TurnContext,
  error: unknown,
  parts: { language: Language; logger: Logger },
): Promise<void> {
  parts.logger.error({ error, activityType: context.activity.type }, 'a turn of the bot failed');
  const answered = context.turnState.get(INVOKE_RESPONSE_KEY) !== undefined;
  if (context.activity.type !== ActivityTypes.Invoke || answered) return;
  const value = { code: 'fault', message: cardTexts(parts.language).fault };
  await context.sendActivity({
    type: ActivityTypes.InvokeResponse,
    value: { status: 200, body: { statusCode: 500, type: 'application/vnd.microsoft.error', value } },
  });
}
