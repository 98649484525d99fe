import { z } from 'zod';
import { InstroomError } from '../../../models/errors.ts';
import type { Clock, Directory, PassOutcome } from '../../../models/ports.ts';
import { isPassing } from '../../outbound/send.ts';
import type { Batcher } from './batcher.ts';
import { readProblem } from './explain-answer.ts';
import type { GraphAnswer } from './graph-request.ts';
import type { BatchReader } from './read-through-batch.ts';
import { passesOf, type RemovingParts, removeAccessPass } from './remove-access-pass.ts';

const Made = z.object({
  id: z.string().min(1),
  temporaryAccessPass: z.string().min(1),
  startDateTime: z.string(),
  lifetimeInMinutes: z.number(),
});

const Known = z.object({ value: z.array(z.object({ id: z.string(), createdDateTime: z.string().nullish() })) });

/** Clocks differ: a pass that was made this long before we asked may be the one we asked for. */
const SLACK_MS = 60_000;

/** What passes are made through. */
export type PassParts = RemovingParts & { reader: BatchReader; clock: Clock };

type Ask = Parameters<Directory['createAccessPass']>[0];

/**
 * Makes a pass, asking once. Its code is in Entra's answer and nowhere else, so when that got lost the pass is of no use to anybody: it
 * is looked up and taken away. Never throws.
 * https://learn.microsoft.com/graph/api/authentication-post-temporaryaccesspassmethods
 */
export async function createAccessPass(ask: Ask, parts: PassParts): Promise<PassOutcome> {
  const askedAt = parts.clock.now().getTime();
  const outcome = await sendAsk(ask, parts.batcher);
  if (outcome.kind !== 'unclear') return outcome;
  try {
    await takeAwayNew(ask.accountId, askedAt, parts);
    return outcome;
  } catch (thrown) {
    return { kind: 'unclear', text: `${outcome.text}; ${textOf(thrown)}` };
  }
}

async function sendAsk(ask: Ask, batcher: Batcher): Promise<PassOutcome> {
  const body = { lifetimeInMinutes: ask.lifetimeMinutes, isUsableOnce: ask.usableOnce };
  try {
    return judge(await batcher.ask({ method: 'POST', url: passesOf(ask.accountId), body }, { urgent: true }));
  } catch (thrown) {
    if (thrown instanceof InstroomError && thrown.code === 'directory-refused')
      return { kind: 'refused', why: 'permission', text: thrown.message };
    return { kind: 'unclear', text: textOf(thrown) };
  }
}

function judge({ status, body }: GraphAnswer): PassOutcome {
  const isDone = status >= 200 && status < 300;
  const made = isDone ? Made.safeParse(body).data : undefined;
  if (made !== undefined) {
    const { id: passId, temporaryAccessPass: code, startDateTime, lifetimeInMinutes } = made;
    const endsAt = new Date(Date.parse(startDateTime) + lifetimeInMinutes * 60_000).toISOString();
    return { kind: 'made', passId, code, endsAt };
  }
  // What Entra says of a pass may hold the pass: only its error is repeated.
  const { code, message } = readProblem(status, isDone ? undefined : body);
  const text = `${code}: ${message}`;
  if (isDone || status === 0 || isPassing(status)) return { kind: 'unclear', text };
  return { kind: 'refused', why: reasonOf(status), text };
}

function reasonOf(status: number): Extract<PassOutcome, { kind: 'refused' }>['why'] {
  if (status === 403) return 'permission';
  if (status === 400) return 'policy';
  return status === 429 ? 'busy' : 'other';
}

/** A pass that nobody can ever see must not go on working; one that somebody else gave before is theirs. */
async function takeAwayNew(accountId: string, askedAt: number, parts: PassParts): Promise<void> {
  const answer = await parts.reader.read(passesOf(accountId), { doing: 'Looking up an access pass', urgent: true });
  const passes = answer.status === 404 ? [] : Known.parse(answer.body).value;
  for (const { id: passId, createdDateTime } of passes) {
    const isOlder = typeof createdDateTime === 'string' && Date.parse(createdDateTime) < askedAt - SLACK_MS;
    if (!isOlder) await removeAccessPass({ accountId, passId }, parts);
  }
}

const textOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : 'no answer');
