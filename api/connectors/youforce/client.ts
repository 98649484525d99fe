import { InstroomError } from '../../../models/errors.ts';
import type { LineRequest } from '../../outbound/line.ts';
import { readPages } from '../../outbound/read-pages.ts';
import type { HttpAnswer } from '../../outbound/send.ts';
import type { ConnectorParts } from '../connector-parts.ts';
import { parseJson } from '../parse-json.ts';
import { unreadable } from '../unreadable.ts';
import type { Application } from './application.ts';
import { baseUrlOf, coreOf } from './cores.ts';
import { explainAnswer } from './explain-answer.ts';
import { RowsAnswer } from './schema.ts';
import { createTokens, type Tokens } from './tokens.ts';
import type { Trip, TripParts } from './trip.ts';

/** A way to one tenant of Youforce. */
export interface YouforceClient {
  tokens: Tokens;
  /**
   * The pages of a list, to the last one. Rows are as they came, without nulls.
   * @param path - below the base address. @throws InstroomError for every answer that is not the whole
   */
  pages(path: string, query: Readonly<Record<string, string>>, trip: Trip): AsyncGenerator<unknown[]>;
  /**
   * Sends one change, as JSON, once. The answer, whatever its status; null when it went out and nobody knows what became of it.
   * @throws InstroomError when it did not go out
   */
  patch(url: string, body: unknown, trip: Trip): Promise<HttpAnswer | null>;
}

type ClientDesk = TripParts & {
  parts: Pick<ConnectorParts, 'clock' | 'timeZone' | 'secrets'>;
  application: Application;
};

/** Asked too much: everything rests for so long, also what other sources of the application want. */
const restMs = 5 * 60_000;

export function createYouforceClient(desk: ClientDesk): YouforceClient {
  const { source } = desk;
  const tokens = createTokens(desk);
  const base = baseUrlOf(source);
  return {
    tokens,
    pages: async function* (path, query, trip) {
      const first = `${base}/${path}?${new URLSearchParams({ take: String(source.pageSize), ...query })}`;
      const isFiltered = query.from !== undefined;
      const readPage = async (url: string) => {
        const answer = await ask(url, { desk, tokens, trip });
        // Nothing changed: the reference names 204 among the answers, and nobody has seen whether lists give it.
        if (answer.status === 204 && isFiltered && url === first) return { rows: [], nextUrl: null };
        return toPage(answer, `${base}/${path}`, desk);
      };
      const refuse = (sentence: string) =>
        unreadable(`${source.id}: ${path}: ${sentence}`, 'It is read again by itself.');
      for await (const { rows } of readPages(first, readPage, refuse)) yield rows;
    },
    patch: (url, body, trip) => {
      const headers = { 'content-type': 'application/json' };
      const request = { url, method: 'PATCH' as const, headers, body: JSON.stringify(body), repeatable: false };
      return exchange(request, { desk, tokens, trip }, (cause) => {
        if (!wentOut(cause)) throw silence(desk, cause);
        return null;
      });
    },
  };
}

interface Asking {
  desk: ClientDesk;
  tokens: Tokens;
  trip: Trip;
}

async function ask(url: string, asking: Asking): Promise<HttpAnswer> {
  const { desk } = asking;
  const answer = await exchange({ url }, asking, (cause) => {
    throw silence(desk, cause);
  });
  if (answer.status !== 200 && answer.status !== 204) throw explainAnswer(answer, { url, source: desk.source });
  return answer;
}

/** @param lost - what an exchange without an answer comes to */
async function exchange<Lost>(
  request: Omit<LineRequest, 'permit'>,
  { desk, tokens, trip }: Asking,
  lost: (cause: unknown) => Lost,
): Promise<HttpAnswer | Lost> {
  const { parts, application } = desk;
  for (let isSecond = false; ; isSecond = true) {
    const { token } = await tokens.get(0);
    const headers = { ...headersOf(token, desk), ...request.headers };
    const answer = await application.line
      .send({ ...request, headers, permit: () => trip.spend() })
      .catch((cause: unknown) => {
        if (cause instanceof InstroomError) throw cause;
        return { status: null, value: lost(cause) };
      });
    if (answer.status === null) return answer.value;
    // A token may be taken back before its time.
    if (answer.status === 401 && !isSecond && tokens.drop(token)) continue;
    if (answer.status === 429) application.heldUntil.ms = parts.clock.now().getTime() + restMs;
    return answer;
  }
}

/** Where a connection was never made, nothing was done. */
function wentOut(cause: unknown): boolean {
  const { code } = (cause as { cause?: { code?: unknown } } | null)?.cause ?? {};
  return !/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|CONNECT_TIMEOUT|CERT|SELF_SIGNED/.test(
    String(code),
  );
}

/** HR Core Business names the tenant in each call; Beaufort's is in the token. */
function headersOf(token: string, { source }: ClientDesk): Record<string, string> {
  return {
    authorization: `Bearer ${token}`,
    accept: 'application/json',
    ...(coreOf(source).tokenPerTenant ? {} : { 'x-raet-tenant-id': source.tenantId, 'x-client-id': source.clientId }),
  };
}

/** `nextLink` may name another host than the one that was asked: only its query counts, so that the token goes nowhere else. */
function toPage(
  { text }: HttpAnswer,
  list: string,
  { source }: ClientDesk,
): { rows: unknown[]; nextUrl: string | null } {
  const { value, nextLink } = RowsAnswer.safeParse(parseJson(text)).data ?? {};
  const query = nextLink ? (/\?[^#]+/.exec(nextLink)?.[0] ?? null) : '';
  if (value === undefined || query === null)
    throw unreadable(
      `${source.id}: Youforce answered ${new URL(list).pathname} with something else than a list.`,
      'Check baseUrl and core, and whether a proxy stands in between; nothing was taken over.',
    );
  const rows = Array.isArray(value) ? value.filter((row) => row !== null) : [value];
  return { rows, nextUrl: query === '' ? null : `${list}${query}` };
}

function silence({ source }: ClientDesk, cause: unknown): InstroomError {
  return new InstroomError('hr-unreadable', `${source.id}: no whole answer from Youforce.`, {
    retryable: true,
    advice: 'Check the network; it is tried again by itself.',
    cause,
  });
}
