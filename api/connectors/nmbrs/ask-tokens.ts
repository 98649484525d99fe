import { InstroomError } from '../../../models/errors.ts';
import type { NmbrsSource } from '../../../models/sources/nmbrs-source.ts';
import { createLine } from '../../outbound/line.ts';
import type { ConnectorParts } from '../connector-parts.ts';
import { parseJson } from '../parse-json.ts';
import { unreadable } from '../unreadable.ts';
import { TokenAnswer } from './schema.ts';

/** What came of asking for tokens; `ended`: what was shown for them does not count (any more). */
export type TokenOutcome = { kind: 'tokens'; answer: TokenAnswer } | { kind: 'ended' };

/** Asks the identity service of Nmbrs for tokens, for a code or for a refresh token. */
export type AskTokens = (grant: Readonly<Record<string, string>>) => Promise<TokenOutcome>;

/**
 * All of it within the turn that a refresh takes (see `SourceMemory.alone`), so nothing is waited for: who waits beyond their turn would use
 * a token that another process has used since. A 429 is for the next reading.
 */
const bounds = { pace: { atOnce: 1, everyMs: 0 }, timeoutMs: 20_000, mostBytes: 100_000 };
const patience = { attempts: 1, firstWaitMs: 0, longestWaitMs: 0 };

/**
 * A lost answer is not asked for again: a refresh token may work only once.
 * @throws InstroomError for every answer that is neither tokens nor their end; never with a token in it
 */
export function createAskTokens(
  source: NmbrsSource,
  { secrets, sleep }: Pick<ConnectorParts, 'secrets' | 'sleep'>,
): AskTokens {
  return async (grant) => {
    // A line of its own: one that is kept would sit out a pause within the next turn.
    const line = createLine({ ...bounds, patience, sleep });
    const secret = await secrets.read(source.clientSecret ?? '');
    const login = [source.clientId ?? '', secret].map(encodeURIComponent).join(':');
    const answer = await line
      .send({
        url: `${source.identityUrl.replace(/\/+$/, '')}/connect/token`,
        method: 'POST',
        headers: {
          authorization: `Basic ${Buffer.from(login, 'utf8').toString('base64')}`,
          'content-type': 'application/x-www-form-urlencoded',
          accept: 'application/json',
        },
        body: new URLSearchParams(grant).toString(),
        repeatable: false,
      })
      .catch((cause: unknown) => {
        throw new InstroomError('hr-unreadable', `${source.id}: no answer from the identity service of Nmbrs.`, {
          retryable: true,
          advice: 'Check the network; it is tried again by itself.',
          cause,
        });
      });
    const body = parseJson(answer.text);
    if (answer.status === 200) return { kind: 'tokens', answer: readTokens(body, source) };
    const said = errorOf(body);
    if (said === 'invalid_grant') return { kind: 'ended' };
    throw refuse(answer.status, said, source);
  };
}

function readTokens(body: unknown, source: NmbrsSource): TokenAnswer {
  const parsed = TokenAnswer.safeParse(body);
  if (parsed.success) return parsed.data;
  throw unreadable(
    `${source.id}: the identity service of Nmbrs answered without a token.`,
    'Check identityUrl and whether a proxy stands in between; it is tried again by itself.',
  );
}

/** Only words that the standard knows get into a message. */
function errorOf(body: unknown): string | null {
  const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : null;
  return typeof error === 'string' && /^[a-z_]{1,40}$/.test(error) ? error : null;
}

function refuse(status: number, said: string | null, source: NmbrsSource): InstroomError {
  const retryable = status === 429 || status >= 500;
  const advice =
    said === 'invalid_client' || said === 'unauthorized_client' || status === 401
      ? 'Check clientId and the secret that clientSecret names, against your app in the developer portal of Nmbrs.'
      : retryable
        ? 'It is tried again by itself.'
        : 'Check redirectUri, pkce and scopes against what the app was registered with.';
  const what = `${status}${said === null ? '' : ` (${said})`}`;
  return new InstroomError('hr-unreadable', `${source.id}: the identity service of Nmbrs answered ${what}.`, {
    retryable,
    advice,
  });
}
