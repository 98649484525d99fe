import type { Answer, Request, Track } from '../../models/request.ts';
import type { RequestOutcome } from '../../models/request-service.ts';
import { openStageOf, withStage } from './judge-stage.ts';

/** An answer as it comes in, with who gives it as HR knows them. */
export interface GivenAnswer extends Answer {
  trackId: string;
  personKey: string | null;
}

export type Judgement = { kind: 'accepted'; track: Track } | Exclude<RequestOutcome, { kind: 'decided' | 'not-found' }>;

/**
 * Whether an answer counts. The request must hold the approvers of this moment: who was one yesterday may have left.
 */
export function judgeAnswer(request: Request, given: GivenAnswer): Judgement {
  const { trackId, personKey, ...answer } = given;
  if (request.state !== 'open') return { kind: 'over', request };
  const track = request.tracks.find(({ id }) => id === trackId);
  if (track === undefined || answer.fingerprint !== request.fingerprint) return { kind: 'changed', request };
  if (answer.by.kind !== 'person') return { kind: 'not-approver', request };
  if (isOwn(request, answer.by.id, personKey)) return { kind: 'own-request', request };
  if (track.stages.some(({ answers }) => answers.some(({ by }) => by.id === answer.by.id)))
    return { kind: 'already-answered', request };
  const open = openStageOf(track);
  if (open === null) return { kind: 'over', request };
  if (!open.stage.approvers.some(({ aadObjectId }) => aadObjectId === answer.by.id))
    return { kind: 'not-approver', request };
  if (!isChoice(request, answer)) return { kind: 'changed', request };
  return { kind: 'accepted', track: withStage(track, open.index, { answers: [...open.stage.answers, answer] }) };
}

/** Who asks and who gains say nothing on it, whatever hat they wear. */
export function isOwn(
  { askedBy, askedByPersonKey, forPersonKey }: Pick<Request, 'askedBy' | 'askedByPersonKey' | 'forPersonKey'>,
  aadObjectId: string | null,
  personKey: string | null,
): boolean {
  if (askedBy.kind === 'person' && askedBy.id === aadObjectId) return true;
  return personKey !== null && (personKey === askedByPersonKey || personKey === forPersonKey);
}

/** So long a change by hand is kept where the answer does not say. */
const usualKeepDays = 14;

/** What becomes of drift has more answers than two: put back, shown as a rule, or kept, as `keep-30` for so many days. */
export function readDriftChoice(
  choice: string | null,
): { kind: 'undo' | 'rule' } | { kind: 'keep'; days: number } | null {
  if (choice === null || choice === 'undo') return { kind: 'undo' };
  if (choice === 'rule') return { kind: 'rule' };
  if (choice === 'keep') return { kind: 'keep', days: usualKeepDays };
  const days = Number(/^keep-(\d{1,3})$/.exec(choice)?.[1]);
  return days >= 1 && days <= 365 ? { kind: 'keep', days } : null;
}

/** Whether two records are one person is a choice as well: a yes without one says nothing. */
export const readDoubtChoice = (choice: string | null): 'same' | 'two' | null =>
  choice === 'same' || choice === 'two' ? choice : null;

function isChoice({ subject }: Request, { choice, answer }: Answer): boolean {
  if (answer === 'reject') return true;
  if (subject.kind === 'doubt') return readDoubtChoice(choice) !== null;
  return choice === null || (subject.kind === 'drift' && readDriftChoice(choice) !== null);
}
