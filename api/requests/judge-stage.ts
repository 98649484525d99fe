import type { Approver, Stage, Track } from '../../models/request.ts';

/**
 * The seat that an approver answers from: their own, or that of whoever they stand in for, so that somebody and their deputy count as
 * one. Whoever answers because others may not speak for themselves has a seat of their own, except where everybody is asked.
 */
function seatOf({ aadObjectId, for: absent }: Approver, need: Stage['need']): string {
  if (absent === null) return aadObjectId;
  if (absent.why !== 'excluded') return absent.aadObjectId;
  return need === null ? `excluded ${absent.aadObjectId}` : aadObjectId;
}

/** What the answers of a stage come to. One no is enough. */
export function judgeStage(stage: Pick<Stage, 'need' | 'approvers' | 'answers'>): 'open' | 'approved' | 'refused' {
  const { need, approvers, answers } = stage;
  if (answers.some(({ answer }) => answer === 'reject')) return 'refused';
  const seats = new Map(approvers.map((approver) => [approver.aadObjectId, seatOf(approver, need)]));
  const filled = new Set(answers.map(({ by }) => seats.get(by.id) ?? by.id));
  if (need !== null) return filled.size >= need ? 'approved' : 'open';
  const asked = [...seats.values()];
  return asked.length > 0 && asked.every((seat) => filled.has(seat)) ? 'approved' : 'open';
}

/** The stage that is asked now; null when the track is over. */
export function openStageOf(track: Track): { stage: Stage; index: number } | null {
  const index = track.state === 'open' ? track.stages.findIndex(({ state }) => state === 'open') : -1;
  const stage = track.stages[index];
  return stage === undefined ? null : { stage, index };
}

/** Moves a track on by what its open stage comes to. The next stage is opened without approvers: they are still to be found. */
export function settleTrack(track: Track, at: string): Track {
  const open = openStageOf(track);
  if (open === null) return track;
  const verdict = judgeStage(open.stage);
  if (verdict === 'open') return track;
  const stages = track.stages.map((stage, index): Stage => {
    if (index === open.index) return { ...stage, state: verdict };
    return verdict === 'approved' && index === open.index + 1 ? { ...stage, state: 'open', openedAt: at } : stage;
  });
  const goesOn = verdict === 'approved' && open.index + 1 < stages.length;
  return { ...track, stages, state: goesOn ? 'open' : verdict };
}

/**
 * Who said yes to this track before need not say it again in a later stage: it is the same question.
 */
export function carryAnswers(track: Track): Track {
  const open = openStageOf(track);
  if (open === null) return track;
  const asked = new Set(open.stage.approvers.map(({ aadObjectId }) => aadObjectId));
  const answered = new Set(open.stage.answers.map(({ by }) => by.id));
  const before = track.stages.slice(0, open.index).flatMap(({ answers }) => answers);
  const carried = new Map(
    before.filter(({ by }) => asked.has(by.id) && !answered.has(by.id)).map((answer) => [answer.by.id, answer]),
  );
  if (carried.size === 0) return track;
  return withStage(track, open.index, { answers: [...open.stage.answers, ...carried.values()] });
}

export function withStage(track: Track, at: number, changes: Partial<Stage>): Track {
  return { ...track, stages: track.stages.map((stage, index) => (index === at ? { ...stage, ...changes } : stage)) };
}
