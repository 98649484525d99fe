import type { Request } from '../../models/request.ts';
import type { RequestOutcome, RequestService } from '../../models/request-service.ts';
import { settleAfterwards } from './carry-out.ts';
import { changeRequest } from './change-request.ts';
import { takeStep } from './conclude-request.ts';
import { openStageOf, withStage } from './judge-stage.ts';
import { askedNow, recordRequest } from './record-request.ts';
import type { RequestDesk } from './request-desk.ts';
import { nowOf } from './request-parts.ts';

type Ask = Parameters<RequestService['withdraw']>[0];
type NudgeOutcome = Awaited<ReturnType<RequestService['nudge']>>;

/** So long an approver is left in peace after a reminder. */
const restMs = 3_600_000;

/** Takes a request back: whoever asked, or whoever holds the key of the API. */
export async function withdrawRequest(ask: Ask, desk: RequestDesk): Promise<RequestOutcome> {
  const outcome = await changeRequest<RequestOutcome>(
    ask.requestId,
    async (request) => {
      if (!isTheirs(request, ask)) return { answer: { kind: 'not-approver', request } };
      const change = takeStep(request, 'withdraw', { at: nowOf(desk) });
      if (change === null) return { answer: { kind: 'over', request } };
      return { change, answer: (withdrawn) => ({ kind: 'decided', request: withdrawn }) };
    },
    desk,
  );
  if (outcome.kind !== 'decided') return outcome;
  await recordRequest(outcome.request, { event: 'withdrawn' }, desk);
  return { kind: 'decided', request: await settleAfterwards(outcome.request, desk) };
}

/** Reminds whoever is asked, because who asked is waiting; at most once an hour. */
export async function nudgeRequest(ask: Ask, desk: RequestDesk): Promise<NudgeOutcome> {
  const at = nowOf(desk);
  const outcome = await changeRequest<NudgeOutcome>(
    ask.requestId,
    async (request) => {
      if (!isTheirs(request, ask)) return { answer: { kind: 'not-approver', request } };
      if (request.state !== 'open') return { answer: { kind: 'over', request } };
      if (restsUntil(request) > Date.parse(at)) return { answer: { kind: 'too-soon', request } };
      return { change: remindAll(request, at), answer: (nudged) => ({ kind: 'decided', request: nudged }) };
    },
    desk,
  );
  if (outcome.kind === 'decided')
    await recordRequest(outcome.request, { event: 'reminded', to: askedNow(outcome.request) }, desk);
  return outcome;
}

const isTheirs = ({ askedBy }: Request, { by }: Ask): boolean =>
  by.kind === 'api' || (by.kind === askedBy.kind && by.id === askedBy.id);

/** An hour after somebody was last asked or reminded (epoch ms). */
function restsUntil(request: Request): number {
  const moments = request.tracks.flatMap((track) => {
    const stage = openStageOf(track)?.stage;
    return stage === undefined ? [] : [stage.remindedAt ?? stage.openedAt ?? request.askedAt];
  });
  return Math.max(...moments.map((moment) => Date.parse(moment))) + restMs;
}

/** The request with every open stage reminded. */
export function remindAll(request: Request, at: string): Request {
  const tracks = request.tracks.map((track) => {
    const open = openStageOf(track);
    return open === null ? track : withStage(track, open.index, { remindedAt: at });
  });
  return { ...request, tracks };
}
