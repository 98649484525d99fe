import { createHash } from 'node:crypto';
import { z } from 'zod';
import { InstroomError } from '../../../models/errors.ts';
import type { ConnectorParts } from '../connector-parts.ts';
import { parseJson } from '../parse-json.ts';
import { unreadable } from '../unreadable.ts';
import { coreOf } from './cores.ts';
import { tokenRule } from './purse.ts';
import { TokenAnswer } from './schema.ts';
import { type TripParts, whenText } from './trip.ts';

/** `expiresAt` and how long it held when it was given come from `expires_in` of the answer. */
const KeptToken = z.object({ token: z.string(), expiresAt: z.string(), lifeMs: z.number() });
type KeptToken = z.infer<typeof KeptToken>;

export interface Tokens {
  /**
   * A token that holds for so long from now; 0 in the middle of a reading. The one that was kept, also over a restart, while it does: an application may ask for few.
   * @throws InstroomError `hr-busy` when the tokens of the month are nearly gone; `hr-unreadable` when none is given
   */
  get(forMs: number): Promise<KeptToken>;
  /** Whether the one that was kept still holds, so that a call asks for no other. */
  isThere(): Promise<boolean>;
  /**
   * This one is not accepted any more, whatever it says of itself. Returns whether another may be asked for: it may not when this one came
   * in place of another that was refused a while ago, for then it is not the token that is wrong.
   */
  drop(token: string): boolean;
}

/** What is on the way when it ends is refused. Of a token that holds only shortly, a tenth. */
const marginMs = (lifeMs: number) => Math.min(60_000, lifeMs / 10);

/** What was refused is not tried again for so long: each try is one token of few. */
const refusedForMs = 6 * 3_600_000;

type TokenDesk = TripParts & { parts: Pick<ConnectorParts, 'clock' | 'timeZone' | 'secrets'> };

export function createTokens(desk: TokenDesk): Tokens {
  const { source, parts, application } = desk;
  const name = coreOf(source).tokenPerTenant ? `token ${source.tenantId}` : 'token';
  let dropped: string | null = null;
  const refused: Refused = { print: null, untilMs: 0, error: null };
  const holds = (kept: KeptToken | null, forMs: number): kept is KeptToken =>
    kept !== null &&
    kept.token !== dropped &&
    Date.parse(kept.expiresAt) > parts.clock.now().getTime() + Math.min(forMs, kept.lifeMs / 2) + marginMs(kept.lifeMs);
  let last: KeptToken | null = null;
  let replacedUntilMs = 0;
  return {
    get: async (forMs) => {
      if (holds(last, forMs)) return last;
      last = await application.inTurn(name, async () => {
        const kept = asToken(await application.memory.recallSecret(name));
        if (holds(kept, forMs)) return kept;
        // Whoever is in the middle of a reading comes before those who would begin one.
        const next = await askForToken(desk, { refused, goesOn: forMs === 0 });
        await application.memory.keepSecret(name, JSON.stringify(next));
        return next;
      });
      return last;
    },
    isThere: async () => holds(last, 0) || holds(asToken(await application.memory.recallSecret(name)), 0),
    drop: (token) => {
      const nowMs = parts.clock.now().getTime();
      // It ended on its way, or there is another already.
      if (token === dropped || token !== last?.token || Date.parse(last.expiresAt) <= nowMs) return true;
      if (nowMs < replacedUntilMs) return false;
      dropped = token;
      replacedUntilMs = nowMs + refusedForMs;
      return true;
    },
  };
}

interface Refused {
  print: string | null;
  untilMs: number;
  error: InstroomError | null;
}

async function askForToken(
  desk: TokenDesk,
  { refused, goesOn }: { refused: Refused; goesOn: boolean },
): Promise<KeptToken> {
  const { source, parts, application } = desk;
  const secret = await parts.secrets.read(source.clientSecret);
  const nowMs = parts.clock.now().getTime();
  const print = printOf(secret);
  if (refused.error !== null && refused.print === print && nowMs < refused.untilMs) throw refused.error;
  const answer = await application.line
    .send({
      url: source.tokenUrl ?? coreOf(source).tokenUrl,
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
        'cache-control': 'no-cache',
      },
      body: formOf(desk, secret),
      permit: () => payForToken(desk, goesOn),
    })
    .catch((cause: unknown) => {
      if (cause instanceof InstroomError) throw cause;
      throw new InstroomError('hr-unreadable', `${source.id}: no answer from Visma Connect.`, {
        retryable: true,
        advice: 'Check the network; it is tried again by itself.',
        cause,
      });
    });
  if (answer.status === 200) return readToken(answer.text, nowMs, source.id);
  const error = refusal(answer.status, source.id);
  if (answer.status >= 400 && answer.status < 500 && answer.status !== 429 && answer.status !== 408)
    Object.assign(refused, { print, untilMs: nowMs + refusedForMs, error });
  throw error;
}

/** https://docs.vismasoftware.no/vismanetapi/developer-portal/service-integrations */
function formOf({ source }: TokenDesk, secret: string): string {
  return new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: source.clientId,
    client_secret: secret,
    ...(coreOf(source).tokenPerTenant ? { tenant_id: source.tenantId } : {}),
    ...(source.scope === undefined ? {} : { scope: source.scope }),
  }).toString();
}

async function payForToken(desk: TokenDesk, goesOn: boolean): Promise<void> {
  const { source, application } = desk;
  const rule = tokenRule(source.tokensPerMonth);
  const taking = await application.take({ purse: 'tokens', rule, need: 1, who: source.id, goesOn });
  if (taking.kind === 'taken') return;
  throw new InstroomError(
    'hr-busy',
    `${source.id}: the tokens that may be asked of Visma Connect are used up for now (${source.tokensPerMonth} a month for all sources with this client id).`,
    {
      retryable: true,
      advice: `It goes on by itself ${taking.untilMs === null ? 'later' : whenText(taking.untilMs, desk)}. Ask Visma to let the application ask for more, and set tokensPerMonth.`,
    },
  );
}

function readToken(text: string, nowMs: number, sourceId: string): KeptToken {
  const parsed = TokenAnswer.safeParse(parseJson(text));
  if (parsed.success) {
    const { access_token: token, expires_in: seconds } = parsed.data;
    const lifeMs = Math.min(seconds, 10 ** 9) * 1000;
    return { token, expiresAt: new Date(nowMs + lifeMs).toISOString(), lifeMs };
  }
  throw unreadable(
    `${sourceId}: Visma Connect answered with something else than a token and how long it holds.`,
    'Check tokenUrl and whether a proxy stands in between.',
  );
}

function refusal(status: number, sourceId: string): InstroomError {
  const message = `${sourceId}: Visma Connect gave no token (${status}).`;
  if (status === 429)
    return new InstroomError('hr-busy', message, {
      retryable: true,
      advice:
        'It was asked too often. Look whether another program uses the same client id; it is tried again by itself.',
    });
  if (status >= 500)
    return new InstroomError('hr-unreadable', message, { retryable: true, advice: 'It is tried again by itself.' });
  return unreadable(
    message,
    'Check clientId, the secret, tenantId, and that the customer accepted the invitation of the application. The same secret is not tried again for six hours: a month has few tries.',
  );
}

/** Tells two secrets apart without keeping either. */
const printOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

function asToken(text: string | null): KeptToken | null {
  return text === null ? null : (KeptToken.safeParse(parseJson(text)).data ?? null);
}
