import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { InstroomError } from '../../../models/errors.ts';
import type { NmbrsSource } from '../../../models/sources/nmbrs-source.ts';
import type { ConnectorParts } from '../connector-parts.ts';
import { parseJson } from '../parse-json.ts';
import type { AskTokens } from './ask-tokens.ts';
import type { ConsentKeeper } from './keep-consent.ts';

/** A consent that was begun and not yet given. */
const Attempt = z.object({ state: z.string(), verifier: z.string(), begunAt: z.string() });
type Attempt = z.infer<typeof Attempt>;

/** Somebody may have to find their password; a code itself counts for five minutes. */
const attemptMs = 60 * 60_000;
const memoryName = 'consent-attempt';

/** Company, person, employment and place; not pay. A consent without offline_access would end within the hour. */
export function neededScopes(source: NmbrsSource): string[] {
  const usual = ['company.info.read', 'employee.info.read', 'employee.employment.read', 'employee.orgstructure.read'];
  const scopes = source.scopes ?? [...usual, ...(source.leaves === undefined ? [] : ['employee.leave.read'])];
  return [...new Set([...scopes, 'offline_access'])];
}

export interface ConsentDesk {
  source: NmbrsSource;
  parts: Pick<ConnectorParts, 'memory' | 'clock'>;
  askTokens: AskTokens;
  keeper: Pick<ConsentKeeper, 'begin'>;
}

/**
 * Begins a consent. Another one that was begun before does not count any more.
 * @returns the address at which somebody with rights in Nmbrs consents
 */
export async function beginConsent({ source, parts }: ConsentDesk): Promise<string> {
  const [state, verifier] = [randomBytes(32).toString('base64url'), randomBytes(48).toString('base64url')];
  const attempt: Attempt = { state, verifier, begunAt: parts.clock.now().toISOString() };
  await parts.memory.keepSecret(memoryName, JSON.stringify(attempt));
  const query = new URLSearchParams({
    client_id: source.clientId ?? '',
    redirect_uri: source.redirectUri,
    response_type: 'code',
    scope: neededScopes(source).join(' '),
    state,
    ...(source.pkce
      ? { code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' }
      : {}),
  });
  return `${source.identityUrl.replace(/\/+$/, '')}/connect/authorize?${query}`;
}

/**
 * Ends a consent with the address that the browser was sent back to.
 * @param address - the whole of it, with code and state
 * @throws InstroomError `configuration` when it does not belong to the consent that was begun last, `hr-unreadable` when Nmbrs says no
 */
export async function finishConsent(address: string, { source, parts, askTokens, keeper }: ConsentDesk): Promise<void> {
  const answer = URL.canParse(address.trim()) ? new URL(address.trim()).searchParams : new URLSearchParams();
  const attempt = await findAttempt(parts);
  if (attempt === null || !isSame(answer.get('state') ?? '', attempt.state))
    throw new InstroomError('configuration', 'This address does not belong to a consent that was begun here.', {
      advice: 'Begin anew, and take the whole address, with code and state, of the page that the browser ends at.',
    });
  const error = answer.get('error');
  const code = answer.get('code');
  if (error !== null || !code) throw declined(error, source);
  await parts.memory.keepSecret(memoryName, 'done');
  const outcome = await askTokens({
    grant_type: 'authorization_code',
    code,
    redirect_uri: source.redirectUri,
    ...(source.pkce ? { code_verifier: attempt.verifier } : {}),
  });
  if (outcome.kind === 'ended')
    throw new InstroomError('hr-unreadable', `${source.id}: Nmbrs does not take this code.`, {
      advice: 'A code counts once, and for five minutes. Begin anew.',
    });
  await keeper.begin(outcome.answer);
}

/** Whether an address brings an answer to the consent that was begun last: anybody can call a port of this machine. */
export async function isAnswer(address: URL, { parts }: Pick<ConsentDesk, 'parts'>): Promise<boolean> {
  const attempt = await findAttempt(parts);
  return attempt !== null && isSame(address.searchParams.get('state') ?? '', attempt.state);
}

async function findAttempt({ memory, clock }: ConsentDesk['parts']): Promise<Attempt | null> {
  const text = await memory.recallSecret(memoryName);
  const parsed = Attempt.safeParse(text === null ? null : parseJson(text));
  if (!parsed.success || clock.now().getTime() - Date.parse(parsed.data.begunAt) > attemptMs) return null;
  return parsed.data;
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function declined(error: string | null, { id }: NmbrsSource): InstroomError {
  const said = error !== null && /^[a-z_]{1,40}$/.test(error) ? ` (${error})` : '';
  return new InstroomError('hr-unreadable', `${id}: the consent was not given${said}.`, {
    advice:
      error === 'invalid_scope'
        ? 'The app may not ask for one of these scopes: have it added in the developer portal, or name others under scopes.'
        : 'Begin anew, and have somebody with rights in Nmbrs say yes.',
  });
}
