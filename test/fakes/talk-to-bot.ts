/** What the bot answers to a press. */
export interface PressAnswer {
  status: number;
  body: { statusCode?: number; type?: string; value?: unknown };
}

/** People in Teams, by Entra object id, each in a chat of their own with the bot. `more` replaces parts of the activity. */
export interface Talk {
  say(who: string, text: string, more?: Record<string, unknown>): Promise<void>;
  press(who: string, verb: string, data: unknown, more?: Record<string, unknown>): Promise<PressAnswer>;
}

/** Sends activities to a bot over HTTP as Teams does. @param serviceUrl - where the bot has to send what it says */
export function talkToBot(url: () => string, serviceUrl: string): Talk {
  let number = 0;
  const post = async (who: string, activity: Record<string, unknown>) => {
    number += 1;
    const body = {
      id: `in${number}`,
      channelId: 'msteams',
      serviceUrl,
      from: { id: `29:${who}`, aadObjectId: who, name: 'somebody else' },
      recipient: { id: 'bot', name: 'Instroom' },
      conversation: { id: `chat-${who}`, conversationType: 'personal', tenantId: 't' },
      ...activity,
    };
    return fetch(url(), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  };
  return {
    say: async (who, text, more = {}) => {
      await post(who, { type: 'message', text, ...more });
    },
    press: async (who, verb, data, more = {}) => {
      const action = { type: 'Action.Execute', verb, data };
      const answer = await post(who, { type: 'invoke', name: 'adaptiveCard/action', value: { action }, ...more });
      return { status: answer.status, body: JSON.parse((await answer.text()) || '{}') };
    },
  };
}
