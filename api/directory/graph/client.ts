import type { TokenCredential } from '@azure/identity';
import {
  Client,
  type Context,
  HTTPMessageHandler,
  type Middleware,
  ResponseType,
} from '@microsoft/microsoft-graph-client';
import { type HttpAnswer, type Sending, send } from '../../outbound/send.ts';
import { createTokenSource, type TokenSource } from './token-source.ts';

/** Requests that belong to one run or one reading; Graph's own logs know them by `trace` plus a number. */
export interface GraphConnection {
  /** `…/v1.0`, without a slash at the end. */
  root: string;
  /** Sends a GET to an absolute URL, to the letter. Any status is an answer; throws when there is none. */
  get(url: string, headers?: Record<string, string>): Promise<HttpAnswer>;
  /** Posts to `$batch`, once unless it was throttled. Any status is an answer; throws when there is none. */
  postBatch(body: unknown): Promise<HttpAnswer>;
}

export type ConnectGraph = (trace: string) => GraphConnection;

/** One request on its way through the middlewares, with what came of it. */
interface Exchange {
  url: string;
  requestId: string;
  repeatable: boolean;
  headers: Record<string, string>;
  answer: HttpAnswer | null;
  failure: unknown;
}

/**
 * The Graph client with our own chain of middlewares. The SDK's RetryHandler is left out on purpose: it re-sends
 * creates and does not look inside batches; so is its AuthenticationHandler, which takes the token off for hosts it
 * does not know.
 */
export function createGraphClient(options: {
  baseUrl: string;
  credential: TokenCredential | null;
  sending: Sending;
  requestTimeoutMs: number;
}): ConnectGraph {
  const base = new URL(options.baseUrl);
  const tokens = createTokenSource(base, options.credential);
  const client = Client.initWithMiddleware({
    baseUrl: base.href,
    middleware: [
      link(async (context, next) => keepOutcome(context, next)),
      link(async (context, next) => authenticate(context, next, tokens)),
      link(async (context, next) => sendPatiently(context, next, options)),
      new HTTPMessageHandler(),
    ],
  });

  return (trace) => {
    let number = 0;
    const open = (url: string, headers: Record<string, string>, repeatable: boolean): Exchange => {
      number += 1;
      return { url, requestId: `${trace}-${number}`, repeatable, headers, answer: null, failure: null };
    };
    const request = (exchange: Exchange) => client.api('/').option('exchange', exchange).responseType(ResponseType.RAW);
    const root = `${base.href.replace(/\/+$/, '')}/v1.0`;
    return {
      root,
      get: (url, headers = {}) => {
        const exchange = open(url, headers, true);
        return finish(exchange, request(exchange).get());
      },
      postBatch: (body) => {
        const exchange = open(`${root}/$batch`, { 'content-type': 'application/json' }, false);
        return finish(exchange, request(exchange).post(body));
      },
    };
  };
}

/** The SDK wraps every error in its own and loses the cause, so the outcome is taken from the exchange. */
async function finish(exchange: Exchange, sent: Promise<unknown>): Promise<HttpAnswer> {
  try {
    await sent;
  } catch (wrapped) {
    throw exchange.failure ?? wrapped;
  }
  if (exchange.answer === null) throw new Error('Graph client ended without an answer');
  return exchange.answer;
}

async function keepOutcome(context: Context, next: Middleware): Promise<void> {
  const exchange = exchangeOf(context);
  // The SDK takes an address apart and puts it together again in another order; links of Graph are to be followed to
  // the letter.
  context.request = exchange.url;
  setHeaders(context, { accept: 'application/json', 'client-request-id': exchange.requestId, ...exchange.headers });
  try {
    await next.execute(context);
  } catch (failure) {
    exchange.failure = failure;
    throw failure;
  }
}

async function authenticate(context: Context, next: Middleware, tokens: TokenSource): Promise<void> {
  const exchange = exchangeOf(context);
  setHeaders(context, await tokens.headers(null));
  await next.execute(context);
  if (exchange.answer?.status !== 401) return;
  setHeaders(context, await tokens.headers(exchange.answer.headers.get('www-authenticate') ?? ''));
  await next.execute(context);
}

async function sendPatiently(
  context: Context,
  next: Middleware,
  options: { sending: Sending; requestTimeoutMs: number },
): Promise<void> {
  const exchange = exchangeOf(context);
  const once = async (): Promise<HttpAnswer> => {
    context.options = { ...context.options, signal: AbortSignal.timeout(options.requestTimeoutMs) };
    await next.execute(context);
    const { response } = context;
    if (response === undefined) throw new Error('Graph client ended without a response');
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  exchange.answer = await send(once, { ...options.sending, repeatable: exchange.repeatable });
}

function exchangeOf(context: Context): Exchange {
  const { exchange } = context.options as { exchange?: Exchange };
  if (exchange === undefined) throw new Error('A Graph request without an exchange');
  return exchange;
}

function setHeaders(context: Context, headers: Record<string, string>): void {
  const present = context.options?.headers as Record<string, string> | undefined;
  context.options = { ...context.options, headers: { ...present, ...headers } };
}

function link(execute: (context: Context, next: Middleware) => Promise<void>): Middleware {
  let next: Middleware | null = null;
  return {
    setNext(middleware) {
      next = middleware;
    },
    async execute(context) {
      if (next === null) throw new Error('A Graph middleware without a next one');
      await execute(context, next);
    },
  };
}
