import type { Remark } from './remark.ts';
import type { Answer, Request, RequestState, Subject } from './request.ts';
import type { Actor } from './run.ts';

/** What somebody asks for, before anybody has looked at it. */
export interface Asking {
  subject: Subject;
  forPersonKey: string | null;
  by: Actor;
  reason: string;
}

/** What came of asking. `refused`: it cannot be asked for, and why. */
export type AskOutcome = { kind: 'asked'; request: Request } | { kind: 'refused'; why: Remark };

/** What came of pressing a button. Everything but `decided` leaves the request as it was. */
export type RequestOutcome =
  | { kind: 'decided'; request: Request }
  | { kind: 'not-found' }
  | { kind: 'not-approver'; request: Request }
  /** Nobody says yes for themselves, or to what they gain by. */
  | { kind: 'own-request'; request: Request }
  | { kind: 'already-answered'; request: Request }
  | { kind: 'over'; request: Request }
  /** The answer was for something else than what is asked now. */
  | { kind: 'changed'; request: Request };

/** Asks, decides and withdraws. Every step is one atomic change in the store; what follows is done afterwards and taken up again after a crash. */
export interface RequestService {
  ask(asking: Asking): Promise<AskOutcome>;
  decide(ask: {
    requestId: string;
    trackId: string;
    fingerprint: string;
    answer: Answer['answer'];
    choice?: string;
    reason?: string;
    by: Actor;
  }): Promise<RequestOutcome>;
  withdraw(ask: { requestId: string; by: Actor }): Promise<RequestOutcome>;
  /** Reminds the approvers once more because the requester asks for it; at most once an hour. */
  nudge(ask: { requestId: string; by: Actor }): Promise<RequestOutcome | { kind: 'too-soon'; request: Request }>;
  find(requestId: string): Promise<Request | null>;
  /** Open requests that somebody may answer now, oldest first. */
  waitingFor(aadObjectId: string): Promise<Request[]>;
  /** What somebody asked for, newest first. */
  askedBy(aadObjectId: string, limit: number): Promise<Request[]>;
  list(ask: { states: readonly RequestState[]; limit: number }): Promise<Request[]>;
}
