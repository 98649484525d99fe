import type { Answer, Approver, Request, Stage, Track } from '../../models/request.ts';

/** For whom a card of a request is drawn. */
export interface Viewer {
  aadObjectId: string;
}

/** What somebody has to do with a request now. */
export type ViewerPart =
  /** A yes or no of theirs is waited for. `number` of `count` decisions that they are asked for. */
  | { kind: 'approver'; track: Track; approver: Approver; number: number; count: number }
  | { kind: 'requester' }
  | { kind: 'answered'; answer: Answer['answer'] }
  /** They were asked, and somebody else is now. */
  | { kind: 'handed-over'; to: readonly Approver[] }
  | { kind: 'onlooker' };

/**
 * What this viewer has to do with the request. Who asked is never an approver of it, whatever a stage says. Only what the card shows
 * follows from this; whether somebody may decide is judged again when they press.
 */
export function partOf(request: Request, viewer: Viewer): ViewerPart {
  const { aadObjectId } = viewer;
  if (request.askedBy.id === aadObjectId) return { kind: 'requester' };
  if (request.state !== 'open') return { kind: 'onlooker' };
  const mine = request.tracks.flatMap((track) => {
    const approver = openStageOf(track)?.approvers.find((one) => one.aadObjectId === aadObjectId);
    return approver === undefined ? [] : [{ track, approver }];
  });
  const open = mine.filter(({ track }) => !track.stages.some((stage) => answerOf(stage, aadObjectId) !== undefined));
  const [next] = open;
  if (next !== undefined)
    return { kind: 'approver', ...next, number: mine.length - open.length + 1, count: mine.length };
  const answers = request.tracks.flatMap((track) =>
    track.stages.flatMap((stage) => answerOf(stage, aadObjectId) ?? []),
  );
  const last = answers.at(-1);
  if (last !== undefined) return { kind: 'answered', answer: last.answer };
  const to = openApprovers(request).filter((approver) => approver.for?.aadObjectId === aadObjectId);
  return to.length > 0 ? { kind: 'handed-over', to } : { kind: 'onlooker' };
}

/** The stage of a track that waits for answers; undefined when none does. */
export function openStageOf(track: Track): Stage | undefined {
  return track.state === 'open' ? track.stages.find((stage) => stage.state === 'open') : undefined;
}

/** Everybody whose yes is waited for now and who has not answered, each once. */
export function openApprovers(request: Request): Approver[] {
  const all = request.tracks.flatMap((track) => {
    const stage = openStageOf(track);
    return (stage?.approvers ?? []).filter((one) => answerOf(stage, one.aadObjectId) === undefined);
  });
  return [...new Map(all.map((approver) => [approver.aadObjectId, approver])).values()];
}

function answerOf(stage: Stage | undefined, aadObjectId: string): Answer | undefined {
  return stage?.answers.find((answer) => answer.by.id === aadObjectId);
}
