import { ActivityTypes, type TurnContext } from 'botbuilder';

/** Whoever waits longer than this sees that something is coming. */
const patienceMs = 1000;

/** Teams shows it for a few seconds only. */
const againMs = 4000;

/**
 * Does something that somebody waits for in a chat, and shows them that it is being done when it takes long. The framework's own timer is one
 * for all chats, so it is not used.
 */
export async function showTyping<Result>(
  context: TurnContext,
  work: () => Promise<Result>,
  afterMs = patienceMs,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  let showing: Promise<unknown> = Promise.resolve();
  const show = (): void => {
    // What is only a courtesy must not fail the answer.
    showing = context.sendActivity({ type: ActivityTypes.Typing }).catch(() => {});
    timer = setTimeout(show, againMs);
  };
  timer = setTimeout(show, afterMs);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
    await showing;
  }
}
