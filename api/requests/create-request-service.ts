import type { Request } from '../../models/request.ts';
import type { RequestService } from '../../models/request-service.ts';
import { askRequest } from './ask-request.ts';
import { decideRequest } from './decide-request.ts';
import { openStageOf } from './judge-stage.ts';
import { openRequestDesk } from './request-desk.ts';
import type { RequestParts } from './request-parts.ts';
import { nudgeRequest, withdrawRequest } from './withdraw-request.ts';

/** So many of what waits for one person are looked through. */
const mostWaiting = 500;

/** Requests: asking, deciding, taking back, and looking them up. */
export function createRequestService(parts: RequestParts): RequestService {
  const desk = openRequestDesk(parts);
  const { requests } = parts.stores;
  return {
    ask: (asking) => askRequest(asking, desk),
    decide: (ask) => decideRequest(ask, desk),
    withdraw: (ask) => withdrawRequest(ask, desk),
    nudge: (ask) => nudgeRequest(ask, desk),
    find: (requestId) => requests.find(requestId),
    waitingFor: async (aadObjectId) => {
      const found = await requests.list({ limit: mostWaiting, states: ['open'], approver: aadObjectId });
      return found.filter((request) => mayAnswer(request, aadObjectId)).reverse();
    },
    askedBy: (aadObjectId, limit) => requests.list({ limit, askedBy: aadObjectId }),
    list: (ask) => requests.list(ask),
  };
}

/** Whether a track waits for somebody who has said nothing on it yet. */
function mayAnswer({ tracks }: Request, aadObjectId: string): boolean {
  return tracks.some((track) => {
    const asked = openStageOf(track)?.stage.approvers.some((approver) => approver.aadObjectId === aadObjectId) ?? false;
    return asked && !track.stages.some(({ answers }) => answers.some(({ by }) => by.id === aadObjectId));
  });
}
