import { createHash, randomBytes } from 'node:crypto';
import type { StandInAnswer, StandInCall } from '../hr-stand-in.ts';

export interface IdentityOptions {
  now: () => Date;
  clientId: string;
  clientSecret: string;
  redirectUri: string;
  /** Scopes that the app may ask for. */
  scopes: readonly string[];
  /**
   * What becomes of a refresh token that is used: `keep` it counts on; `rotate` it gives way to another; `strict` it gives way, and whoever
   * uses it once more loses all of them.
   */
  rotation: 'keep' | 'rotate' | 'strict';
  tokenSeconds: number;
  /** What somebody says who is asked. */
  consents: boolean;
}

interface Grant {
  scope: string;
  /** Instants, in milliseconds. */
  usedAt: number;
  revoked: boolean;
}

const dayMs = 86_400_000;
const refreshDays = 30;
const codeMs = 5 * 60_000;

export interface Identity {
  answer(call: StandInCall): StandInAnswer | null;
  /** The scopes of an access token that counts now; null for any other. */
  scopesOf(accessToken: string): readonly string[] | null;
  /** As when an administrator withdraws the consent. */
  withdraw(): void;
  /** All access tokens that were given out no longer count. */
  expire(): void;
}

/** The identity service: https://developer.nmbrs.com/auth */
export function createIdentity(options: IdentityOptions): Identity {
  const codes = new Map<string, { scope: string; challenge: string | null; until: number }>();
  const refreshes = new Map<string, Grant>();
  const spent = new Map<string, Grant>();
  const accesses = new Map<string, { grant: Grant; until: number }>();
  const nowMs = () => options.now().getTime();

  const issue = (grant: Grant, refreshToken: string): StandInAnswer => {
    grant.usedAt = nowMs();
    const access = `access-${randomBytes(16).toString('hex')}`;
    accesses.set(access, { grant, until: nowMs() + options.tokenSeconds * 1000 });
    return json(200, {
      access_token: access,
      expires_in: options.tokenSeconds,
      token_type: 'Bearer',
      refresh_token: refreshToken,
      scope: grant.scope,
    });
  };
  const begin = (grant: Grant): StandInAnswer => {
    const token = newRefresh();
    refreshes.set(token, grant);
    return issue(grant, token);
  };

  const authorize = ({ query }: StandInCall): StandInAnswer => {
    if (query.get('client_id') !== options.clientId || query.get('redirect_uri') !== options.redirectUri)
      return json(400, { error: 'invalid_request' });
    const back = new URL(options.redirectUri);
    back.searchParams.set('state', query.get('state') ?? '');
    const scope = query.get('scope') ?? '';
    const isAllowed = scope.split(' ').every((one) => options.scopes.includes(one));
    if (!isAllowed) back.searchParams.set('error', 'invalid_scope');
    else if (!options.consents) back.searchParams.set('error', 'access_denied');
    else {
      const code = randomBytes(16).toString('hex');
      codes.set(code, { scope, challenge: query.get('code_challenge'), until: nowMs() + codeMs });
      back.searchParams.set('code', code);
    }
    return { status: 302, headers: { location: back.href }, body: '' };
  };

  const redeem = (form: URLSearchParams): StandInAnswer => {
    const code = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const proof = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isProven = code !== undefined && (code.challenge === null || code.challenge === proof);
    if (!isProven || code.until < nowMs() || form.get('redirect_uri') !== options.redirectUri)
      return json(400, { error: 'invalid_grant' });
    return begin({ scope: code.scope, usedAt: nowMs(), revoked: false });
  };

  const refresh = (form: URLSearchParams): StandInAnswer => {
    const token = form.get('refresh_token') ?? '';
    const grant = refreshes.get(token);
    if (grant === undefined) {
      const lost = spent.get(token);
      if (lost !== undefined && options.rotation === 'strict') lost.revoked = true;
      return json(400, { error: 'invalid_grant' });
    }
    if (grant.revoked || nowMs() - grant.usedAt > refreshDays * dayMs) return json(400, { error: 'invalid_grant' });
    if (options.rotation === 'keep') return issue(grant, token);
    refreshes.delete(token);
    spent.set(token, grant);
    return begin(grant);
  };

  return {
    answer: (call) => {
      if (call.path === '/connect/authorize') return authorize(call);
      if (call.path !== '/connect/token' || call.method !== 'POST') return null;
      const login = Buffer.from((call.headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString('utf8');
      if (login !== [options.clientId, options.clientSecret].map(encodeURIComponent).join(':'))
        return json(401, { error: 'invalid_client' });
      const form = new URLSearchParams(call.body);
      const kind = form.get('grant_type');
      if (kind === 'authorization_code') return redeem(form);
      return kind === 'refresh_token' ? refresh(form) : json(400, { error: 'unsupported_grant_type' });
    },
    scopesOf: (accessToken) => {
      const access = accesses.get(accessToken);
      return access === undefined || access.until < nowMs() || access.grant.revoked
        ? null
        : access.grant.scope.split(' ');
    },
    withdraw: () => {
      for (const grant of [...refreshes.values(), ...spent.values()]) grant.revoked = true;
    },
    expire: () => accesses.clear(),
  };
}

const newRefresh = (): string => `refresh-${randomBytes(16).toString('hex')}`;

const json = (status: number, body: unknown): StandInAnswer => ({ status, body: JSON.stringify(body) });
