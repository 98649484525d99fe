import type { z } from 'zod';
import { InstroomError } from '../../../models/errors.ts';
import type { AfasSource } from '../../../models/sources/afas-source.ts';
import { createLine, type Line } from '../../outbound/line.ts';
import { type HttpAnswer, isPassing } from '../../outbound/send.ts';
import type { ConnectorParts } from '../connector-parts.ts';
import { parseJson } from '../parse-json.ts';
import { unreadable } from '../unreadable.ts';
import { ErrorAnswer } from './schema.ts';

/** A way to one environment of Profit. */
export interface AfasClient {
  /** @param path - below `/ProfitRestServices`, with its query. @throws InstroomError for every answer that is not what was asked for */
  get<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema>>;
  /** Changes something, once or twice to the same end. Null when nobody knows whether it was done. @throws InstroomError as `get` */
  put(path: string, body: unknown): Promise<'done' | null>;
}

const hosts = { production: 'rest', test: 'resttest', accept: 'restaccept' } as const;

/** AFAS answers 404 to longer queries, the question mark included. */
export const longestQuery = 2049;

const patience = { attempts: 3, firstWaitMs: 2_000, longestWaitMs: 60_000 };

/** Two requests at once are fair use; a request may take 900 seconds on their side, and good ones take less than one. */
const usual = { pace: { atOnce: 2, everyMs: 0 }, timeoutMs: 300_000, mostBytes: 80_000_000 };

export function createAfasClient(
  source: AfasSource,
  { secrets, sleep }: Pick<ConnectorParts, 'secrets' | 'sleep'>,
): AfasClient {
  const base =
    source.baseUrl ?? `https://${source.participant}.${hosts[source.environment]}.afas.online/ProfitRestServices`;
  const line: Line = createLine({ ...usual, patience, sleep });
  return {
    get: async (path, schema) => {
      const headers = headersOf(await secrets.read(source.token), source);
      const answer = await line
        .send({ url: `${base.replace(/\/+$/, '')}/${path}`, headers, isPassing: passesSoon })
        .catch((cause: unknown) => {
          throw silence(source, cause);
        });
      return parse(answer, schema, source);
    },
    put: async (path, body) => {
      const headers = {
        ...headersOf(await secrets.read(source.token), source),
        'content-type': 'application/json;charset=utf-8',
      };
      const url = `${base.replace(/\/+$/, '')}/${path}`;
      const answer = await line
        .send({ url, method: 'PUT', headers, body: JSON.stringify(body), repeatable: false })
        .catch(() => null);
      if (answer === null) return null;
      if (answer.status >= 200 && answer.status < 300) return 'done';
      throw explain(answer, source);
    },
  };
}

/** Maintenance that says how long it takes is not over a moment later. */
const passesSoon = (answer: HttpAnswer): boolean => isPassing(answer.status) && saidIn(answer).retry_after == null;

/** The whole XML of the token is encoded, not the number in it: https://docs.afas.help/profit/en/authentication */
function headersOf(token: string, { integrationId }: AfasSource): Record<string, string> {
  return {
    authorization: `AfasToken ${Buffer.from(token, 'utf8').toString('base64')}`,
    accept: 'application/json',
    'accept-language': 'nl-nl',
    ...(integrationId === undefined ? {} : { integrationid: integrationId }),
  };
}

function parse<Schema extends z.ZodType>(answer: HttpAnswer, schema: Schema, source: AfasSource): z.infer<Schema> {
  if (answer.status !== 200) throw explain(answer, source);
  const parsed = schema.safeParse(parseJson(answer.text));
  if (parsed.success) return parsed.data;
  throw unreadable(
    `${source.id}: AFAS answered with something else than was asked for (${parsed.error.issues[0]?.path.join('.') || 'no JSON'}).`,
    'Check baseUrl and whether a proxy stands in between; nothing was taken over.',
  );
}

function silence(source: AfasSource, cause: unknown): InstroomError {
  return new InstroomError('hr-unreadable', `${source.id}: no answer from AFAS.`, {
    retryable: true,
    advice: 'Check the network and the participant number; it is tried again by itself.',
    cause,
  });
}

interface Said {
  test: RegExp;
  advice: string;
}

const blocked = /geblokkeerd|blocked/i;
const notAllowed = /niet ondersteund|not supported|geautoriseerd|authori[sz]ed/i;

/** Whether the text of a 500 is about the connector, and so about everybody, and not about what was to be done to somebody. */
export const isClosed = (text: string): boolean =>
  notAllowed.test(text) || (blocked.test(text) && /connector/i.test(text));

/** What the text of a 500 gives away: https://docs.afas.help/profit/en/troubleshooting */
const known: readonly Said[] = [
  {
    test: blocked,
    advice:
      'AFAS has blocked this GetConnector: the administrator of Profit has to unblock it, and it should be asked less often.',
  },
  {
    test: /niet (gevonden|aanwezig)|not found|onbekend veld/i,
    advice:
      'Add the field to the GetConnector, or the GetConnector to the app connector; instroom check --source says which are missing.',
  },
  {
    test: notAllowed,
    advice: 'Add the GetConnector to the app connector, and give the user of the token rights to it.',
  },
];

const saidIn = ({ text }: HttpAnswer): z.infer<typeof ErrorAnswer> => ErrorAnswer.safeParse(parseJson(text)).data ?? {};

function explain(answer: HttpAnswer, source: AfasSource): InstroomError {
  const { status } = answer;
  const said = saidIn(answer);
  const words = said.externalMessage ?? said.message ?? '';
  const reference = said.profitLogReference == null ? '' : ` (log reference ${said.profitLogReference})`;
  const message = `${source.id}: AFAS answered ${status}${words === '' ? '' : `: ${words.slice(0, 300)}`}${reference}.`;
  const retryable = status === 429 || status === 503 || status === 500 || status === 502 || status === 504;
  return new InstroomError('hr-unreadable', message, {
    retryable,
    advice: adviceFor(status, words, said.retry_after ?? undefined),
  });
}

function adviceFor(status: number, words: string, retryAfter: number | undefined): string {
  switch (status) {
    case 401:
      return 'The token is wrong or has ended: make a new one in Profit for this environment and put all of it, with <token>, into the secret.';
    case 403:
      return 'The app connector lets only some addresses in: add the one that Instroom calls from.';
    case 404:
      return 'Check the participant number and environment, and the names under connectors.';
    case 503: {
      const after = retryAfter === undefined ? 'later' : `after ${retryAfter} seconds`;
      return `Profit is being maintained; it is tried again ${after}.`;
    }
    default:
      return (
        known.find(({ test }) => test.test(words))?.advice ??
        'Show the log reference to the administrator of Profit; it is tried again by itself.'
      );
  }
}
