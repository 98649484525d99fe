import type { Approvals } from '../../models/approvals.ts';
import type { Remark } from '../../models/remark.ts';
import type { Request } from '../../models/request.ts';
import { openStageOf } from './judge-stage.ts';
import { afterStep, type RequestStep } from './transitions.ts';

const hourMs = 3_600_000;

/** So often an open request is looked at again whatever its times: approvers leave, go on leave, and grounds fall away. */
const lookAgainMs = 5 * 60_000;

/**
 * The request in the state that its tracks come to. It is approved with what was approved, refused when nothing was.
 * @param at - an instant, ISO 8601
 */
export function concludeTracks(request: Request, approvals: Approvals, at: string): Request {
  const isOpen = request.tracks.some(({ state }) => state === 'open');
  if (isOpen) return { ...request, dueAt: dueAtOf(request, approvals, at) };
  const step = request.tracks.some(({ state }) => state === 'approved') ? 'approve' : 'refuse';
  return takeStep(request, step, { at }) ?? request;
}

/**
 * The request after a step that ends it, with something left to do at once: carrying it out, or taking back what was given before
 * anybody said yes. Null when the step cannot be taken.
 */
export function takeStep(
  request: Request,
  step: RequestStep,
  { at, outcome = request.outcome }: { at: string; outcome?: Remark | null },
): Request | null {
  const state = afterStep(request.state, step);
  if (state === null || state === 'open') return null;
  const isLeft = state === 'approved' || (state !== 'done' && request.grantIds.length > 0);
  return { ...request, state, decidedAt: request.decidedAt ?? at, dueAt: isLeft ? at : null, outcome };
}

/** When an open request has to be looked at again: reminder, escalation, expiry, or simply in a while. */
export function dueAtOf(request: Request, approvals: Approvals, now: string): string {
  const moments = [Date.parse(request.expiresAt), Date.parse(now) + lookAgainMs];
  for (const track of request.tracks) {
    const { remindAt, escalateAt } = timesOf(openStageOf(track)?.stage ?? null, approvals);
    moments.push(...[remindAt, escalateAt].filter((moment) => moment !== null));
  }
  return new Date(Math.min(...moments)).toISOString();
}

/** When the approvers of a stage are to be reminded and to be stood in for (epoch ms); null when that has been done or there is no stage. */
export function timesOf(
  stage: { openedAt: string | null; remindedAt: string | null; escalatedAt: string | null } | null,
  approvals: Pick<Approvals, 'remindAfterHours' | 'escalateAfterHours'>,
): { remindAt: number | null; escalateAt: number | null } {
  if (stage === null || stage.openedAt === null) return { remindAt: null, escalateAt: null };
  const openedAt = Date.parse(stage.openedAt);
  const remindAt = openedAt + approvals.remindAfterHours * hourMs;
  // A nudge before its time does not take its place.
  const isReminded = stage.remindedAt !== null && Date.parse(stage.remindedAt) >= remindAt;
  return {
    remindAt: isReminded ? null : remindAt,
    escalateAt: stage.escalatedAt === null ? openedAt + approvals.escalateAfterHours * hourMs : null,
  };
}
