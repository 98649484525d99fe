import { z } from 'zod';
import type { Directory, PassOutcome } from '../../../models/ports.ts';
import type { Outcome, Patience, Retry } from '../../outbound/retry.ts';
import { isPassing } from '../../outbound/send.ts';
import { retryAfterOf } from './batch.ts';
import type { Batcher } from './batcher.ts';
import { readProblem } from './explain-answer.ts';
import type { GraphAnswer } from './graph-request.ts';

const Made = z.object({
  temporaryAccessPass: z.string().min(1),
  startDateTime: z.string(),
  lifetimeInMinutes: z.number(),
});

const Known = z.object({ value: z.array(z.object({ id: z.string() })) });

/**
 * Makes a pass. One whose answer got lost was seen by nobody, and the next one takes its place, so asking again is safe; when no
 * answer is to be had, what may have been made is taken away.
 * https://learn.microsoft.com/graph/api/authentication-post-temporaryaccesspassmethods
 */
export async function createAccessPass(
  ask: Parameters<Directory['createAccessPass']>[0],
  parts: { batcher: Batcher; retry: Retry; patience: Patience },
): Promise<PassOutcome> {
  const { batcher, retry, patience } = parts;
  const url = `/users/${encodeURIComponent(ask.accountId)}/authentication/temporaryAccessPassMethods`;
  const body = { lifetimeInMinutes: ask.lifetimeMinutes, isUsableOnce: ask.usableOnce };
  const outcome = await retry<PassOutcome>(
    async () => judge(await batcher.ask({ method: 'POST', url, body }, { urgent: true })),
    patience,
  );
  if (outcome.kind === 'unclear') await takeAway(url, batcher);
  return outcome;
}

function judge(answer: GraphAnswer): Outcome<PassOutcome> {
  const { status, body } = answer;
  const made = Made.safeParse(body);
  if (status >= 200 && status < 300 && made.success) {
    const { temporaryAccessPass: code, startDateTime, lifetimeInMinutes } = made.data;
    const endsAt = new Date(Date.parse(startDateTime) + lifetimeInMinutes * 60_000).toISOString();
    return { kind: 'final', value: { kind: 'made', code, endsAt } };
  }
  // What Entra says of a pass may hold the pass: only its error is repeated.
  const { code, message } = readProblem(status, status >= 400 ? body : undefined);
  const text = `${code}: ${message}`;
  if (status === 0 || status === 429 || isPassing(status) || status < 400)
    return { kind: 'again', value: { kind: 'unclear', text }, afterMs: retryAfterOf(answer) };
  return { kind: 'final', value: { kind: 'refused', status, text } };
}

/** A pass that nobody can ever see must not go on working. */
async function takeAway(url: string, batcher: Batcher): Promise<void> {
  const known = Known.safeParse((await batcher.ask({ method: 'GET', url }, { urgent: true })).body);
  for (const { id } of known.data?.value ?? [])
    await batcher.ask({ method: 'DELETE', url: `${url}/${encodeURIComponent(id)}` }, { urgent: true });
}
