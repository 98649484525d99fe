import type { z } from 'zod';
import { InstroomError } from '../../../models/errors.ts';
import type { NmbrsSource } from '../../../models/sources/nmbrs-source.ts';
import { createLine } from '../../outbound/line.ts';
import type { HttpAnswer } from '../../outbound/send.ts';
import type { ConnectorParts } from '../connector-parts.ts';
import { parseJson } from '../parse-json.ts';
import { unreadable } from '../unreadable.ts';
import type { ConsentKeeper } from './keep-consent.ts';
import { ErrorAnswer } from './schema.ts';

/** A way to the REST API of Nmbrs. */
export interface NmbrsClient {
  /**
   * @param path - below `/api`, without its query
   * @param what - what is asked for, in words of the customer, for when it is refused
   * @throws InstroomError for every answer that is not what was asked for
   */
  get<Schema extends z.ZodType>(path: string, schema: Schema, ask: Ask): Promise<z.infer<Schema>>;
}

export interface Ask {
  query?: Readonly<Record<string, string>>;
  what: string;
  /** Without which the answer is 403. */
  scope: string;
}

/** No limits are published; two requests at once are kind, and what it says after 429 is kept. */
const usual = { pace: { atOnce: 2, everyMs: 0 }, timeoutMs: 120_000, mostBytes: 50_000_000 };
const patience = { attempts: 5, firstWaitMs: 2_000, longestWaitMs: 60_000 };

export function createNmbrsClient(
  source: NmbrsSource,
  keeper: Pick<ConsentKeeper, 'accessToken'>,
  { secrets, sleep }: Pick<ConnectorParts, 'secrets' | 'sleep'>,
): NmbrsClient {
  const base = (source.baseUrl ?? 'https://api.nmbrsapp.com').replace(/\/+$/, '');
  const line = createLine({ ...usual, patience, sleep });
  const keyNames = source.subscriptionKeys ?? [];
  let keyIndex = 0;
  const sendOnce = async (url: string, token: string): Promise<HttpAnswer> => {
    const key = await secrets.read(keyNames[keyIndex] ?? '');
    const headers = { authorization: `Bearer ${token}`, 'x-subscription-key': key, accept: 'application/json' };
    return line.send({ url, headers }).catch((cause: unknown) => {
      throw silence(source, cause);
    });
  };
  // A 401 says neither which of token and key it means: one new token is tried, and then the other key.
  const send = async (url: string): Promise<HttpAnswer> => {
    let token = await keeper.accessToken();
    let answer = await sendOnce(url, token);
    if (answer.status === 401 && !/subscription/i.test(answer.text)) {
      token = await keeper.accessToken(token);
      answer = await sendOnce(url, token);
    }
    if (answer.status !== 401 || keyNames.length < 2) return answer;
    keyIndex = (keyIndex + 1) % keyNames.length;
    return sendOnce(url, token);
  };
  return {
    get: async (path, schema, ask) => {
      const query = new URLSearchParams(ask.query);
      const answer = await send(`${base}/api/${path}${query.size === 0 ? '' : `?${query}`}`);
      if (answer.status !== 200) throw explain(answer, ask, source);
      const parsed = schema.safeParse(parseJson(answer.text));
      if (parsed.success) return parsed.data;
      throw unreadable(
        `${source.id}: Nmbrs answered with something else than ${ask.what} (${parsed.error.issues[0]?.path.join('.') || 'no JSON'}).`,
        'Check baseUrl and whether a proxy stands in between; nothing was taken over.',
      );
    },
  };
}

function silence(source: NmbrsSource, cause: unknown): InstroomError {
  return new InstroomError('hr-unreadable', `${source.id}: no answer from Nmbrs.`, {
    retryable: true,
    advice: 'Check the network; it is tried again by itself.',
    cause,
  });
}

function explain({ status, text }: HttpAnswer, ask: Ask, source: NmbrsSource): InstroomError {
  const said = ErrorAnswer.safeParse(parseJson(text)).data ?? {};
  const words = [said.title, said.detail ?? said.message].filter((one) => one !== undefined).join(': ');
  const message = `${source.id}: Nmbrs answered ${status} to the question for ${ask.what}${words === '' ? '' : ` (${words.slice(0, 300)})`}.`;
  return new InstroomError('hr-unreadable', message, {
    retryable: status === 429 || status === 408 || (status >= 500 && status !== 501),
    advice: adviceFor(status, ask, source),
  });
}

/** https://developers.getknit.dev/docs/nmbrs-usecases */
function adviceFor(status: number, { what, scope }: Ask, { id }: NmbrsSource): string {
  switch (status) {
    case 400:
      return 'Nmbrs does not understand the question: lower pageSize or leave changes out, and check the companies.';
    case 401:
      return `Check the secrets that subscriptionKeys names, against the developer portal of Nmbrs; when they are right, consent again: instroom nmbrs connect --source ${id}.`;
    case 403:
      return `Whoever consented may not read ${what}: give that user the rights in Nmbrs, and the app the scope ${scope}; then consent again: instroom nmbrs connect --source ${id}.`;
    case 404:
      return 'Check baseUrl, and whether the companies still are in Nmbrs.';
    case 429:
      return 'Nmbrs is asked too much: raise pollMinutes, or ask Nmbrs for a larger subscription. It is tried again by itself.';
    default:
      return status >= 500
        ? 'Nmbrs has trouble of its own; it is tried again by itself.'
        : 'Show this to Nmbrs; nothing was taken over.';
  }
}
