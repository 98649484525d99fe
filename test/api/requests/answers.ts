import type { Request, Subject } from '../../../models/request.ts';
import type { AskOutcome } from '../../../models/request-service.ts';
import type { Actor } from '../../../models/run.ts';
import type { House } from './open-house.ts';
import { person } from './organisation.ts';

export function mustBeAsked(outcome: AskOutcome): Request {
  if (outcome.kind === 'asked') return outcome.request;
  throw new Error(`refused: ${outcome.why.kind}`);
}

/** Asks, and fails the test when that is refused. */
export async function ask(
  house: House,
  subject: Subject,
  { by, gains }: { by: Actor; gains: string | null },
): Promise<Request> {
  return mustBeAsked(
    await house.requests.ask({ subject, forPersonKey: gains, by, reason: 'the year has to be closed' }),
  );
}

/** An answer to a track of a request as it was shown. */
export const answerOf = (
  request: Request,
  by: Actor | string,
  more: {
    answer?: 'approve' | 'reject';
    trackId?: string;
    choice?: string;
    reason?: string;
    fingerprint?: string;
  } = {},
) => ({
  requestId: request.id,
  trackId: 't1',
  fingerprint: request.fingerprint,
  answer: 'approve' as const,
  by: typeof by === 'string' ? person(by) : by,
  ...more,
});

export async function mustFind(house: House, id: string): Promise<Request> {
  const found = await house.requests.find(id);
  if (found === null) throw new Error(`request ${id} is gone`);
  return found;
}

/** Who is asked now in a track. */
export const askedIn = (request: Request, trackId = 't1'): string[] =>
  request.tracks
    .filter(({ id }) => id === trackId)
    .flatMap(({ stages }) => stages.filter(({ state }) => state === 'open'))
    .flatMap(({ approvers }) => approvers.map(({ aadObjectId }) => aadObjectId))
    .sort();
