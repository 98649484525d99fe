import { z } from 'zod';
import type { SourceEnding } from '../../../models/hr-connector.ts';
import type { NmbrsSource } from '../../../models/sources/nmbrs-source.ts';
import type { ConnectorParts } from '../connector-parts.ts';
import { parseJson } from '../parse-json.ts';
import { unreadable } from '../unreadable.ts';
import type { AskTokens } from './ask-tokens.ts';
import type { TokenAnswer } from './schema.ts';

/** What somebody's consent left us, as it is kept sealed. Instants. */
export const Consent = z.object({
  refreshToken: z.string(),
  /** When this very refresh token came; another one may come with each use, or never. */
  refreshTokenSince: z.string(),
  /** When tokens were last got with it. */
  usedAt: z.string(),
  accessToken: z.string(),
  accessUntil: z.string(),
  scope: z.string().nullable(),
});
export type Consent = z.infer<typeof Consent>;

/** A consent ends after this many days without use: https://pypi.org/project/nmbrs-rest-api */
export const consentDays = 30;
/** An administrator wants to hear of it while there is time. */
export const warnDays = 20;

const dayMs = 86_400_000;
export const daysSince = (instant: string, now: Date): number =>
  Math.floor((now.getTime() - Date.parse(instant)) / dayMs);

/** Whether a consent ends before long: not used for too many days, or given so long ago that it may be counted from then. */
export function consentEnding(consent: Consent, now: Date): SourceEnding | null {
  const endOf = (since: string): string => new Date(Date.parse(since) + consentDays * dayMs).toISOString().slice(0, 10);
  if (daysSince(consent.usedAt, now) >= warnDays) return { what: 'nmbrs-unused', endsOn: endOf(consent.usedAt) };
  // Nmbrs may count the days from when the token was given. Once it has outlived them, it does not.
  const age = daysSince(consent.refreshTokenSince, now);
  if (age < warnDays || age > consentDays) return null;
  return { what: 'nmbrs-age', endsOn: endOf(consent.refreshTokenSince) };
}

export interface ConsentKeeper {
  /**
   * An access token that counts. All processes on one store share it, and one of them gets the next one.
   * @param refused - the access token that was refused, when one was
   * @throws InstroomError `hr-unreadable` that says to connect when there is no consent, or none any more
   */
  accessToken(refused?: string): Promise<string>;
  /** Keeps what a new consent gave. */
  begin(answer: TokenAnswer): Promise<void>;
  /** Null when nobody has consented. */
  find(): Promise<Consent | null>;
}

/** Under this name in the memory of the source. */
const memoryName = 'consent';
/** An access token is not used in its last minute. */
const marginMs = 60_000;
/** Where it is not said how long an access token counts. */
const usualSeconds = 3_600;

/**
 * Keeps the consent alive. Whether a refresh token changes with each use is not documented, so both are borne: one process at a time uses it, the
 * newest is written down before it is used, and whoever finds that theirs does not count looks whether another has a newer one. What the store
 * does not take is held, and written down first thing the next time.
 */
export function createConsentKeeper(
  source: NmbrsSource,
  askTokens: AskTokens,
  { memory, clock, logger }: Pick<ConnectorParts, 'memory' | 'clock' | 'logger'>,
): ConsentKeeper {
  let known: Consent | null = null;
  let renewing: Promise<string> | null = null;
  /** What the store could not take, and the refresh token in whose place it comes. */
  let unwritten: { consent: Consent; instead: string } | null = null;
  const isGood = (consent: Consent, refused: string | undefined): boolean =>
    consent.accessToken !== refused && Date.parse(consent.accessUntil) - marginMs > clock.now().getTime();

  const find = async (): Promise<Consent | null> => {
    const text = await memory.recallSecret(memoryName);
    const parsed = Consent.safeParse(text === null ? null : parseJson(text));
    return parsed.success ? parsed.data : null;
  };
  const keep = async (answer: TokenAnswer, before: Consent | null): Promise<Consent> => {
    const now = clock.now();
    const refreshToken = answer.refresh_token ?? before?.refreshToken;
    if (refreshToken === undefined)
      throw unreadable(
        `${source.id}: Nmbrs gave no refresh token.`,
        'The app needs the scope offline_access: ask for it in the developer portal of Nmbrs, and connect again.',
      );
    const consent: Consent = {
      refreshToken,
      refreshTokenSince: refreshToken === before?.refreshToken ? before.refreshTokenSince : now.toISOString(),
      usedAt: now.toISOString(),
      accessToken: answer.access_token,
      accessUntil: new Date(now.getTime() + (answer.expires_in ?? usualSeconds) * 1000).toISOString(),
      scope: answer.scope ?? before?.scope ?? null,
    };
    unwritten = before && { consent, instead: before.refreshToken };
    await write(consent);
    return consent;
  };
  const write = async (consent: Consent): Promise<void> => {
    await memory.keepSecret(memoryName, JSON.stringify(consent));
    unwritten = null;
    known = consent;
  };
  /** What is in the store, or should be: the token that is there may have been used up. */
  const findNewest = async (): Promise<Consent | null> => {
    const stored = await find();
    const owed = unwritten;
    if (owed === null || stored?.refreshToken !== owed.instead) {
      unwritten = null;
      return stored;
    }
    await write(owed.consent);
    return owed.consent;
  };
  const use = (consent: Consent): string => {
    known = consent;
    return consent.accessToken;
  };
  const renew = (refused: string | undefined): Promise<string> =>
    memory.alone(memoryName, async () => {
      const before = await findNewest();
      if (before === null) throw noConsent(source);
      // Another process may have been here in the meantime.
      if (isGood(before, refused)) return use(before);
      const outcome = await askTokens({ grant_type: 'refresh_token', refresh_token: before.refreshToken });
      if (outcome.kind === 'tokens') {
        warnOfIdleDays(before);
        return (await keep(outcome.answer, before)).accessToken;
      }
      const after = await find();
      if (after !== null && after.refreshToken !== before.refreshToken && isGood(after, refused)) return use(after);
      throw ended(before, source);
    });
  const warnOfIdleDays = ({ usedAt }: Consent) => {
    const days = daysSince(usedAt, clock.now());
    if (days >= warnDays)
      logger.warn({ sourceId: source.id, days }, 'the consent of Nmbrs was nearly lost: it had not been used for days');
  };

  return {
    find,
    accessToken: async (refused) => {
      if (known !== null && isGood(known, refused)) return known.accessToken;
      renewing ??= renew(refused).finally(() => {
        renewing = null;
      });
      return renewing;
    },
    begin: async (answer) => void (await memory.alone(memoryName, () => keep(answer, null))),
  };
}

const connectAdvice = ({ id }: NmbrsSource): string =>
  `Have somebody with rights in Nmbrs consent: instroom nmbrs connect --source ${id}`;

const noConsent = (source: NmbrsSource) =>
  unreadable(`${source.id}: nobody has consented to reading Nmbrs yet.`, `${connectAdvice(source)}.`);

const ended = ({ usedAt }: Consent, source: NmbrsSource) =>
  unreadable(
    `${source.id}: the consent to read Nmbrs has ended; it was last used on ${usedAt.slice(0, 10)}.`,
    `It ends when it is withdrawn, or after ${consentDays} days without use. ${connectAdvice(source)}. Until then nobody is changed.`,
  );
