import { InstroomError } from '../../../models/errors.ts';
import { readRetryAfter } from '../../outbound/retry-after.ts';
import type { Lane, Throttle } from '../../outbound/throttle.ts';
import type { GraphConnection } from './client.ts';
import { refuseAnswer } from './explain-answer.ts';
import type { GraphAnswer, GraphRequest } from './graph-request.ts';
import { parseBody } from './read-collection.ts';
import { BatchAnswer } from './schema.ts';

/** Graph takes no more than this: https://learn.microsoft.com/graph/json-batching */
export const BATCH_SIZE = 20;

/**
 * Sends up to 20 requests in one round trip and hands back one answer for each, in order. When the batch as a whole is
 * lost, or one answer is missing from it, that answer has status 0. An inner 429 pauses everybody for the longest time
 * that was asked. Throws InstroomError when Entra refuses us altogether (401, 403, no token).
 */
export async function sendBatch(
  requests: readonly GraphRequest[],
  { connection, throttle, lane = 'bulk' }: { connection: GraphConnection; throttle: Throttle; lane?: Lane },
): Promise<GraphAnswer[]> {
  const answers = await exchange(requests, connection, lane);
  const waits = answers.filter((answer) => answer.status === 429).map((answer) => retryAfterOf(answer) ?? 1000);
  if (waits.length > 0) throttle.pause(Math.max(...waits));
  return answers;
}

/** The wait that an inner answer asks for, in milliseconds. */
export function retryAfterOf(answer: GraphAnswer): number | null {
  const name = Object.keys(answer.headers).find((header) => header.toLowerCase() === 'retry-after');
  return name === undefined ? null : readRetryAfter(answer.headers[name]);
}

async function exchange(
  requests: readonly GraphRequest[],
  connection: GraphConnection,
  lane: Lane,
): Promise<GraphAnswer[]> {
  const outer = await connection
    .postBatch({ requests: requests.map((request, index) => toInner(request, index, lane)) })
    .catch((failure: unknown) => ({ failure }));
  if ('failure' in outer) {
    if (outer.failure instanceof InstroomError) throw outer.failure;
    return requests.map(() => lost(outer.failure));
  }
  const body = parseBody(outer);
  const parsed = BatchAnswer.safeParse(body);
  if (parsed.success) {
    const byId = new Map(parsed.data.responses.map((response) => [response.id, response]));
    return requests.map((_, index) => {
      const inner = byId.get(String(index + 1));
      if (inner === undefined) return lost(new Error('The batch came back without this answer'));
      return { status: inner.status, headers: inner.headers ?? {}, body: inner.body };
    });
  }
  if (outer.status === 401 || outer.status === 403)
    throw refuseAnswer('Sending a batch', { status: outer.status, body });
  if (outer.status < 400 || outer.status >= 500)
    return requests.map(() => lost(new Error(`The batch was answered with HTTP ${outer.status}`)));
  return requests.map(() => ({ status: outer.status, headers: Object.fromEntries(outer.headers), body }));
}

function toInner(request: GraphRequest, index: number, lane: Lane): Record<string, unknown> {
  const { method, url, body } = request;
  return {
    id: String(index + 1),
    method,
    url,
    // Bulk work gives way to people: https://learn.microsoft.com/graph/throttling-limits
    headers: {
      'x-ms-throttle-priority': lane === 'express' ? 'Normal' : 'Low',
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
  };
}

function lost(failure: unknown): GraphAnswer {
  return { status: 0, headers: {}, body: undefined, failure };
}
