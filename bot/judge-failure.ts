/** Why an attempt came to nothing. `problem` is for IT and for the log: a status and a code, nothing of anybody. */
export type Failure =
  /** Worth another try; `afterMs` is what the other side asked for. */
  | { kind: 'retry'; afterMs: number | null; problem: string }
  | { kind: 'blocked'; problem: string }
  | { kind: 'not-installed'; problem: string }
  | { kind: 'no-conversation'; problem: string }
  | { kind: 'no-message'; problem: string }
  /** The card is larger than Teams takes. */
  | { kind: 'too-large'; problem: string }
  /** It will be refused whenever it is sent. */
  | { kind: 'refused'; problem: string };

const notInstalled = ['BotNotInConversationRoster', 'ForbiddenOperationException'];

/**
 * What an error of the connector means for a letter. 401 is worth another try: somebody has to mend the registration, and then it goes.
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
 */
export function judgeFailure(error: unknown, doing: 'send' | 'update'): Failure {
  const { statusCode: status, code } = readError(error);
  const problem = [status ?? 'no answer', code].filter((part) => part !== null).join(' ');
  // What is not implemented will not be by the next try.
  if (status === 501) return { kind: 'refused', problem };
  if (status === null || [401, 408, 412, 429].includes(status) || status >= 500)
    return { kind: 'retry', afterMs: readRetryAfter(error), problem };
  if (status === 403)
    return { kind: code !== null && notInstalled.includes(code) ? 'not-installed' : 'blocked', problem };
  if (status === 413) return { kind: 'too-large', problem };
  if (status !== 404) return { kind: 'refused', problem };
  const isMessage =
    code === 'ActivityNotFoundInConversation' || (doing === 'update' && code !== 'ConversationNotFound');
  return { kind: isMessage ? 'no-message' : 'no-conversation', problem };
}

function readError(error: unknown): { statusCode: number | null; code: string | null } {
  if (typeof error !== 'object' || error === null) return { statusCode: null, code: null };
  const statusCode = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : null;
  const code = 'code' in error && typeof error.code === 'string' && /^\w{1,60}$/.test(error.code) ? error.code : null;
  return { statusCode, code };
}

/** Seconds, as the connector gives them (https://www.rfc-editor.org/rfc/rfc9110#field.retry-after); a date is left to the back-off. */
function readRetryAfter(error: unknown): number | null {
  const { response } = error as { response?: { headers?: { get?: (name: string) => string | undefined } } };
  const seconds = Number(response?.headers?.get?.('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}
