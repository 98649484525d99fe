import pLimit from 'p-limit';
import { createRetry, type Patience } from './retry.ts';
import { type HttpAnswer, send } from './send.ts';
import { createThrottle, type Throttle } from './throttle.ts';

/**
 * One request. `repeatable` says that doing it twice is doing it once; a GET is so always. `isPassing` says whether an answer may be
 * another one a moment later, where the status alone does not tell.
 */
export interface LineRequest {
  url: string;
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH';
  headers?: Readonly<Record<string, string>>;
  body?: string;
  repeatable?: boolean;
  isPassing?: (answer: HttpAnswer) => boolean;
  /** Asked before each attempt, for systems that count them; what it throws ends the sending. */
  permit?: () => Promise<void>;
}

/** A way to one system, that keeps to what the system bears. */
export interface Line {
  /**
   * Sends until there is an answer worth having; any status is one. Throws the failure of the connection when there was no answer, and
   * an Error when the answer is larger than it may be.
   */
  send(request: LineRequest): Promise<HttpAnswer>;
}

/** What a system bears: requests under way at once, and the least time between the starts of two. */
export interface Pace {
  atOnce: number;
  everyMs: number;
}

export interface LineOptions {
  pace: Pace;
  patience: Patience;
  /** How long one request may take, to the last byte. */
  timeoutMs: number;
  /** The largest answer, in bytes. */
  mostBytes: number;
  sleep: (ms: number) => Promise<void>;
  random?: () => number;
  now?: () => number;
}

/** All requests to one system go over one line, so that its pace and its pauses hold for all of them. */
export function createLine(options: LineOptions): Line {
  const { pace, patience, sleep, random, now } = options;
  const throttle = createThrottle({
    writesAtOnce: pace.everyMs === 0 ? Number.MAX_SAFE_INTEGER : 1,
    writesPerSecond: pace.everyMs === 0 ? Number.MAX_SAFE_INTEGER : 1000 / pace.everyMs,
    sleep,
    ...(now === undefined ? {} : { now }),
  });
  const retry = createRetry({ sleep, ...(random === undefined ? {} : { random }) });
  const limit = pLimit(pace.atOnce);
  return {
    send: (request) => {
      const repeatable = request.repeatable ?? (request.method ?? 'GET') === 'GET';
      const { isPassing, permit } = request;
      const sending = {
        throttle: permit === undefined ? throttle : permitFirst(permit, throttle),
        retry,
        patience,
        cost: 1,
        repeatable,
        ...(isPassing === undefined ? {} : { isPassing }),
      };
      return limit(() => send(() => exchange(request, options), sending));
    },
  };
}

/** The permit comes before the turn: who is refused takes none. */
function permitFirst(permit: () => Promise<void>, throttle: Throttle): Throttle {
  return {
    ...throttle,
    takeTurn: async (writes) => {
      await permit();
      await throttle.takeTurn(writes);
    },
  };
}

async function exchange(request: LineRequest, options: LineOptions): Promise<HttpAnswer> {
  const { url, method = 'GET', headers = {}, body } = request;
  const response = await fetch(url, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
    redirect: 'error',
    signal: AbortSignal.timeout(options.timeoutMs),
  });
  return { status: response.status, headers: response.headers, text: await readText(response, options.mostBytes) };
}

/** Reads to the end, as UTF-8; what comes back is whole or it throws. */
async function readText(response: Response, mostBytes: number): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    bytes += piece.length;
    if (bytes > mostBytes) throw new Error(`The answer is larger than ${mostBytes} bytes.`);
    pieces.push(piece);
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces));
}
