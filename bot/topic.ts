import type { SourceEnding } from '../models/hr-connector.ts';
import type { FirstDay, JoinerDigest, JoinerState } from '../models/joiner.ts';
import type { LeaveWithoutCover, RequestEvent } from '../models/news.ts';
import type { Letter } from '../models/outbox.ts';

/**
 * How a letter treats a card about the same that is there already. `update`: changes it in place, which nobody notices; without one
 * nothing is sent. `tell`: likewise, but without one a card is sent. `renew`: the older card goes and a new one comes, which is noticed.
 */
export type Tone = 'update' | 'tell' | 'renew';

interface Details {
  'run-approval': object;
  'run-changed': object;
  'run-blocked': object;
  'run-failed': object;
  /** `copy`: only brings a card up to date. */
  request: { event: RequestEvent | 'copy' };
  /** `endsAt` is by HR's dates where the grant follows a leave. */
  'grant-ending': { personName: string; what: string; daysLeft: number; endsAt?: string | null };
  'grant-goes-on': { personName: string; what: string; until: string | null };
  'policy-broken': { problem: string };
  'source-ending': SourceEnding & { daysLeft: number };
  'source-goes-on': Pick<SourceEnding, 'what'>;
  'leave-without-cover': { leave: LeaveWithoutCover };
  'joiner-readiness': { joiner: JoinerState };
  'many-joiners': { digest: JoinerDigest };
  'first-day': { firstDay: FirstDay };
  /** Somebody could not be told about something; for their deputy or IT. */
  unreachable: { name: string; about: string; why: string; isDeputy: boolean };
}

/** What a letter says: the kind, the id of what it is about, and what no store has. The outbox keeps it as it is written here. */
export type Topic = {
  [Kind in keyof Details]: { kind: Kind; id: string; detail: Details[Kind] & { tone: Tone } };
}[keyof Details];

/** Only `write-letters` and `report-unreachable` write topics, so what the outbox holds is one. */
export function topicOf(letter: Letter): Topic {
  return letter.topic as unknown as Topic;
}

export function runSubject(runId: string): string {
  return `run-approval:${runId}`;
}

/** What tells that a grant ends, or goes on after all. */
export function grantSubject(grantId: string): string {
  return `grant-ending:${grantId}`;
}

/** What tells that a token or consent ends, or has been seen to. */
export function sourceSubject(sourceId: string, what: SourceEnding['what']): string {
  return `source-ending:${sourceId} ${what}`;
}

export function requestSubject(requestId: string): string {
  return `request:${requestId}`;
}
