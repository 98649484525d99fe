import type { Request } from '../../models/request.ts';
import type { RequestOutcome, RequestService } from '../../models/request-service.ts';
import { advanceTrack, refreshApprovers } from './advance-tracks.ts';
import { carryOut } from './carry-out.ts';
import { changeRequest } from './change-request.ts';
import { concludeTracks } from './conclude-request.ts';
import { judgeAnswer } from './judge-answer.ts';
import { askedNow, concerned, recordRequest } from './record-request.ts';
import type { RequestDesk } from './request-desk.ts';
import { nowOf } from './request-parts.ts';

type Ask = Parameters<RequestService['decide']>[0];

/**
 * Takes one answer. Who may give it is worked out at this moment; the step is one atomic change in the store. What follows from a
 * decision is done at once where that goes, and otherwise by whoever tends requests.
 */
export async function decideRequest(ask: Ask, desk: RequestDesk): Promise<RequestOutcome> {
  const personKey =
    ask.by.kind === 'person' ? await desk.stores.accounts.findPersonKey(desk.directoryKey, ask.by.id) : null;
  let before: Request | null = null;
  const outcome = await changeRequest<RequestOutcome>(
    ask.requestId,
    async (request) => {
      before = request;
      return judge(request, { ...ask, personKey }, desk);
    },
    desk,
  );
  if (outcome.kind !== 'decided') return outcome;
  return { kind: 'decided', request: await follow(outcome.request, before, desk) };
}

async function judge(stored: Request, ask: Ask & { personKey: string | null }, desk: RequestDesk) {
  const at = nowOf(desk);
  if (stored.state === 'open' && Date.parse(stored.expiresAt) <= Date.parse(at))
    return { answer: { kind: 'over' as const, request: stored } };
  const request = await withFreshTrack(stored, ask.trackId, desk);
  const { requestId: _, trackId, personKey, choice = null, reason = null, ...given } = ask;
  const judgement = judgeAnswer(request, { ...given, trackId, personKey, choice, reason: cut(reason), at });
  if (judgement.kind !== 'accepted') return { answer: judgement };
  const track = await advanceTrack(judgement.track, request, { colleagues: desk.colleagues, at });
  const tracks = request.tracks.map((one) => (one.id === trackId ? track : one));
  const { policy } = await desk.loadPolicy();
  return {
    change: concludeTracks({ ...request, tracks }, policy.approvals, at),
    answer: (decided: Request) => ({ kind: 'decided' as const, request: decided }),
  };
}

const longestReason = 1000;
const cut = (reason: string | null): string | null => {
  const text = reason?.trim().slice(0, longestReason) ?? '';
  return text === '' ? null : text;
};

async function withFreshTrack(request: Request, trackId: string, desk: RequestDesk): Promise<Request> {
  const track = request.tracks.find(({ id }) => id === trackId);
  if (request.state !== 'open' || track === undefined) return request;
  const fresh = await refreshApprovers(track, request, desk.colleagues);
  return { ...request, tracks: request.tracks.map((one) => (one.id === trackId ? fresh : one)) };
}

/** What follows from an answer: the record, the news, and, once everything is decided, what was asked for. */
async function follow(request: Request, before: Request | null, desk: RequestDesk): Promise<Request> {
  if (request.state === 'open') {
    const known = new Set(before === null ? [] : askedNow(before));
    const fresh = askedNow(request).filter((id) => !known.has(id));
    const to = [...new Set([...(await concerned(request, desk.colleagues)), ...fresh])];
    await recordRequest(request, { event: 'answered', to }, desk);
    return request;
  }
  await recordRequest(request, { event: request.state === 'approved' ? 'approved' : 'refused' }, desk);
  // What has to look at the whole of HR and Entra first is left to whoever tends requests: a press is answered within a second.
  const isSlow = ['drift', 'match', 'doubt'].includes(request.subject.kind);
  return isSlow ? request : carryOut(request, desk);
}
