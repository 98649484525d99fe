import type { TokenCredential } from '@azure/identity';
import { InstroomError } from '../../../models/errors.ts';

/** The header that proves who we are. */
export interface TokenSource {
  /**
   * Asks the credential, which keeps its own cache; `challenge` is the WWW-Authenticate of a 401, null when there was
   * none.
   */
  headers(challenge: string | null): Promise<Record<string, string>>;
}

/**
 * Tokens for one cloud: the scope follows the address, so national clouds need no setting of their own. Without a
 * credential no header is sent, which is only allowed on this machine. Throws InstroomError `configuration` for an
 * address that a token must not, or need not, be sent to, and `directory-refused` or `directory-unreachable` when there
 * is no token to be had.
 */
export function createTokenSource(base: URL, credential: TokenCredential | null): TokenSource {
  const isHere = ['127.0.0.1', 'localhost', '[::1]'].includes(base.hostname);
  if (!isHere && base.protocol !== 'https:')
    throw new InstroomError('configuration', `${base.origin} is not https, and a token must not travel in the open.`);
  if (!isHere && credential === null)
    throw new InstroomError(
      'configuration',
      `${base.origin} needs a credential; only a sandbox on this machine goes without.`,
    );
  if (credential === null) return { headers: async () => ({}) };

  const scope = `${base.origin}/.default`;
  return {
    async headers(challenge) {
      const claims = challenge === null ? null : readClaims(challenge);
      try {
        const token = await credential.getToken(scope, claims === null ? {} : { claims });
        if (token !== null) return { authorization: `Bearer ${token.token}` };
      } catch (cause) {
        throw explain(cause);
      }
      throw explain(new Error('The credential gave no token'));
    },
  };
}

/**
 * A challenge may carry claims that a new token has to answer:
 * https://learn.microsoft.com/entra/identity-platform/claims-challenge
 */
function readClaims(challenge: string): string | null {
  const encoded = /claims="([^"]+)"/.exec(challenge)?.[1];
  return encoded === undefined ? null : Buffer.from(encoded, 'base64').toString('utf8');
}

function explain(cause: unknown): InstroomError {
  const { name, message, statusCode } = cause as { name?: string; message?: string; statusCode?: number };
  const firstLine = (message ?? '').split('\n', 1)[0] ?? '';
  const isAnswer = statusCode !== undefined ? statusCode < 500 : name === 'CredentialUnavailableError';
  return isAnswer
    ? new InstroomError('directory-refused', `Entra gives us no token: ${firstLine}`, {
        advice: 'Check the tenant id, the client id and the secret, certificate or managed identity.',
        cause,
      })
    : new InstroomError('directory-unreachable', `No token could be fetched: ${firstLine}`, { retryable: true, cause });
}
