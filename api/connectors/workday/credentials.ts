import type { WorkdaySource } from '../../../models/sources/workday-source.ts';
import type { Line } from '../../outbound/line.ts';
import type { ConnectorParts } from '../connector-parts.ts';
import { unreadable } from '../unreadable.ts';
import { explainAnswer } from './explain-answer.ts';
import { TokenAnswer } from './schema.ts';

/** How this source signs in. */
export interface Credentials {
  /** The header of a request that signs in by itself: Basic, or a token. Null where the envelope does it. */
  header(api: WorkdaySource['api']): Promise<string | null>;
  /** User and password of the envelope; null with a token. */
  user(): Promise<{ name: string; password: string } | null>;
  /** The token was refused: the next header has another one. False when there is no token to renew. */
  renew(): boolean;
}

/** A token is renewed so long before it ends. */
const marginMs = 60_000;
/** Where the answer does not say how long a token lives. */
const usualLifeMs = 10 * 60_000;

export function createCredentials(
  source: WorkdaySource,
  parts: Pick<ConnectorParts, 'secrets' | 'clock'>,
  line: Line,
): Credentials {
  let token: { text: string; endsAtMs: number } | null = null;
  const readToken = async (): Promise<string> => {
    const nowMs = parts.clock.now().getTime();
    if (token === null || token.endsAtMs - marginMs <= nowMs) token = await askToken(source, { ...parts, line, nowMs });
    return token.text;
  };
  const readUser = async () => {
    const { user = '', password = '', tenant } = source;
    return { name: user.includes('@') ? user : `${user}@${tenant}`, password: await parts.secrets.read(password) };
  };
  if (source.oauth !== undefined)
    return {
      header: async () => `Bearer ${await readToken()}`,
      user: async () => null,
      renew: () => {
        token = null;
        return true;
      },
    };
  return {
    header: async (api) => {
      if (api === 'soap') return null;
      const { password } = await readUser();
      return `Basic ${Buffer.from(`${source.user}:${password}`, 'utf8').toString('base64')}`;
    },
    user: readUser,
    renew: () => false,
  };
}

/** The address of a tenant's services. */
export const baseOf = ({ baseUrl, host }: WorkdaySource): string => (baseUrl ?? `https://${host}`).replace(/\/+$/, '');

async function askToken(
  source: WorkdaySource,
  { secrets, line, nowMs }: Pick<ConnectorParts, 'secrets'> & { line: Line; nowMs: number },
): Promise<{ text: string; endsAtMs: number }> {
  const { clientId = '', clientSecret = '', refreshToken = '' } = source.oauth ?? {};
  const client = `${clientId}:${await secrets.read(clientSecret)}`;
  const asked = { sourceId: source.id, what: 'the token' };
  const answer = await line.send({
    url: `${baseOf(source)}/ccx/oauth2/${source.tenant}/token`,
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(client, 'utf8').toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
    },
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: await secrets.read(refreshToken),
    }).toString(),
  });
  if (answer.status === 400 || answer.status === 401)
    throw unreadable(
      `${source.id}: Workday refused the refresh token (${answer.status}).`,
      'Check the client ID, its secret and the refresh token of oauth; make a new one in View API Clients that does not end.',
    );
  if (answer.status !== 200) throw explainAnswer(answer, asked);
  const parsed = TokenAnswer.safeParse(parseJson(answer.text));
  if (!parsed.success) throw explainAnswer({ ...answer, text: '' }, asked);
  const { access_token: text, expires_in: seconds } = parsed.data;
  return { text, endsAtMs: nowMs + (seconds === undefined ? usualLifeMs : seconds * 1000) };
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
