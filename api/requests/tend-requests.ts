import type { RequestEvent } from '../../models/news.ts';
import type { Remark } from '../../models/remark.ts';
import type { Request, Track } from '../../models/request.ts';
import { advanceTrack, refreshApprovers } from './advance-tracks.ts';
import { carryOut } from './carry-out.ts';
import { changeRequest } from './change-request.ts';
import { concludeTracks, takeStep, timesOf } from './conclude-request.ts';
import { findLostGround } from './find-lost-ground.ts';
import { giveAtOnce } from './give-at-once.ts';
import { openStageOf, withStage } from './judge-stage.ts';
import { askedNow, concerned, recordRequest } from './record-request.ts';
import type { RequestDesk } from './request-desk.ts';
import { nowOf } from './request-parts.ts';

/** So many are looked at in one go. */
const batch = 100;

/**
 * Looks at every request whose time has come: hands open stages over to whoever is to be asked now, reminds, escalates, expires, voids what
 * has lost its ground, and carries out what a crash left undone. One that fails does not hold up the others.
 * @returns how many were looked at
 */
export async function tendRequests(desk: RequestDesk): Promise<number> {
  const due = await desk.stores.requests.due(nowOf(desk), batch);
  for (const request of due) {
    try {
      await tendRequest(request, desk);
    } catch (error) {
      desk.logger.error({ error, requestId: request.id }, 'a request could not be tended');
      await lookAgainLater(request, desk);
    }
  }
  return due.length;
}

const restMs = 60_000;

/** What cannot be looked at now must not be looked at over and over, before everything else. */
async function lookAgainLater(request: Request, { stores, clock }: RequestDesk): Promise<void> {
  const dueAt = new Date(clock.now().getTime() + restMs).toISOString();
  await stores.requests.replace({ ...request, dueAt }).catch(() => null);
}

async function tendRequest(due: Request, desk: RequestDesk): Promise<void> {
  if (due.state !== 'open') {
    await recordRequest(due, { event: eventOf(due), to: [] }, desk);
    await carryOut(due, desk);
    return;
  }
  const { request: before, tell } = await giveAtOnce(due, desk);
  if (tell.length > 0) await recordRequest(before, { event: 'asked', to: tell }, desk);
  const tended = await changeRequest<Tended>(
    due.id,
    async (request) => {
      if (request.state !== 'open') return { answer: { kind: 'over' } };
      const { change, event } = await lookAt(request, desk);
      return { change, answer: (changed) => ({ kind: 'changed', changed, event, former: askedNow(request) }) };
    },
    desk,
  );
  if (tended.kind !== 'changed') return;
  await tellOf(tended, desk);
  if (tended.changed.state !== 'open') await carryOut(tended.changed, desk);
}

type Tended =
  | { kind: 'over' }
  | { kind: 'changed'; changed: Request; event: RequestEvent | null; former: readonly string[] };

const eventOf = ({ state }: Request): RequestEvent => (state === 'open' ? 'asked' : state);

async function tellOf(tended: Extract<Tended, { kind: 'changed' }>, desk: RequestDesk): Promise<void> {
  const { changed, event, former } = tended;
  if (event === null) return;
  const asked = askedNow(changed);
  const fresh = asked.filter((id) => !former.includes(id));
  const isAboutAsking = event === 'reminded' || event === 'escalated' || event === 'handed-over';
  const silent = asked.filter((id) => !hasAnswered(changed, id));
  const asking = event === 'reminded' ? silent : fresh;
  await recordRequest(changed, { event, to: isAboutAsking ? asking : await concerned(changed, desk.colleagues) }, desk);
}

const hasAnswered = ({ tracks }: Request, id: string): boolean =>
  tracks.every((track) => openStageOf(track)?.stage.answers.some(({ by }) => by.id === id) ?? true);

/** What becomes of an open request now, and what to call it; `event` is null when nothing happened. */
async function lookAt(request: Request, desk: RequestDesk): Promise<{ change: Request; event: RequestEvent | null }> {
  const at = nowOf(desk);
  const { policy } = await desk.loadPolicy();
  const lost = await findLostGround(request, desk);
  if (lost !== null) return ended(request, takeStep(request, 'void', { at, outcome: lost }), 'void');
  if (Date.parse(request.expiresAt) <= Date.parse(at)) return expire(request, at, desk);
  const tended: TendedTrack[] = [];
  for (const track of request.tracks) tended.push(await tendTrack(track, request, { at, desk }));
  const change = concludeTracks({ ...request, tracks: tended.map(({ track }) => track) }, policy.approvals, at);
  if (change.state !== 'open') return ended(request, change, change.state === 'approved' ? 'approved' : 'refused');
  const happened = tended.map(({ event }) => event);
  const event = (['escalated', 'handed-over', 'reminded'] as const).find((one) => happened.includes(one)) ?? null;
  return { change, event };
}

const ended = (request: Request, change: Request | null, event: RequestEvent) => ({
  change: change ?? request,
  event: change === null ? null : event,
});

/** What was approved by then is given; what nobody answered is not. */
async function expire(request: Request, at: string, desk: RequestDesk) {
  const { policy } = await desk.loadPolicy();
  if (!request.tracks.some(({ state }) => state === 'approved'))
    return ended(request, takeStep(request, 'expire', { at }), 'expired');
  const tracks = request.tracks.map((track): Track => {
    const open = openStageOf(track);
    return open === null ? track : { ...withStage(track, open.index, { state: 'refused' }), state: 'refused' };
  });
  const outcome: Remark = { kind: 'partly-unanswered' };
  return ended(request, concludeTracks({ ...request, tracks, outcome }, policy.approvals, at), 'approved');
}

interface TendedTrack {
  track: Track;
  event: 'reminded' | 'escalated' | 'handed-over' | null;
}

/** The open stage of a track with its approvers of now; reminded or escalated when the time for that has come. */
async function tendTrack(
  track: Track,
  request: Request,
  { at, desk }: { at: string; desk: RequestDesk },
): Promise<TendedTrack> {
  const open = openStageOf(track);
  if (open === null) return { track, event: null };
  const { policy } = await desk.loadPolicy();
  const { remindAt, escalateAt } = timesOf(open.stage, policy.approvals);
  const isDue = (moment: number | null) => moment !== null && moment <= Date.parse(at);
  const marked = withStage(track, open.index, {
    ...(isDue(remindAt) ? { remindedAt: at } : {}),
    ...(isDue(escalateAt) ? { escalatedAt: at } : {}),
  });
  const fresh = await refreshApprovers(marked, request, desk.colleagues);
  const before = new Set(open.stage.approvers.map(({ aadObjectId }) => aadObjectId));
  const after = openStageOf(fresh)?.stage.approvers ?? [];
  const isHandedOver = after.length !== before.size || after.some(({ aadObjectId }) => !before.has(aadObjectId));
  const advanced = await advanceTrack(fresh, request, { colleagues: desk.colleagues, at });
  if (isDue(escalateAt)) return { track: advanced, event: 'escalated' };
  if (isHandedOver) return { track: advanced, event: 'handed-over' };
  return { track: advanced, event: isDue(remindAt) ? 'reminded' : null };
}
