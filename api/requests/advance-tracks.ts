import type { Request, Track } from '../../models/request.ts';
import type { Colleagues } from '../colleagues/colleagues.ts';
import { findApprovers } from './find-approvers.ts';
import { carryAnswers, openStageOf, settleTrack, withStage } from './judge-stage.ts';
import { itemsOf } from './route-request.ts';

/** The open stage of a track with the approvers of this moment. */
export async function refreshApprovers(track: Track, request: Request, colleagues: Colleagues): Promise<Track> {
  const open = openStageOf(track);
  if (open === null) return track;
  const { subject, forPersonKey } = request;
  const owners = itemsOf(subject).flatMap((item) => (track.items.includes(item.key) ? item.owners : []));
  const managerOf = subject.kind === 'replacement' ? subject.absentKey : forPersonKey;
  const ask = { stage: open.stage, request, managerOf, owners: [...new Set(owners)] };
  return withStage(track, open.index, { approvers: await findApprovers(ask, colleagues) });
}

/** Moves a track on as far as its answers carry it; every stage that opens gets its approvers. */
export async function advanceTrack(
  track: Track,
  request: Request,
  around: { colleagues: Colleagues; at: string },
): Promise<Track> {
  let moved = carryAnswers(track);
  for (let step = 0; step <= track.stages.length; step += 1) {
    const before = openStageOf(moved)?.index;
    moved = settleTrack(moved, around.at);
    const open = openStageOf(moved);
    if (open === null || open.index === before) break;
    moved = carryAnswers(await refreshApprovers(moved, request, around.colleagues));
  }
  return moved;
}
