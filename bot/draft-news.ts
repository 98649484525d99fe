import { createHash } from 'node:crypto';
import type { News, RunNews } from '../models/news.ts';
import type { Request } from '../models/request.ts';
import type { Run } from '../models/run.ts';
import type { Draft } from './draft-letter.ts';
import { grantSubject, requestSubject, runSubject, sourceSubject, type Tone } from './topic.ts';

const endings: readonly string[] = ['approved', 'refused', 'expired', 'void', 'done', 'failed'];

/** Everything about a run that its approval card shows, in a word. */
export function versionOfRun({ state, decision, supersededBy, finishedAt }: Run): string {
  return [state, decision?.at, supersededBy, finishedAt].filter((part) => part != null).join(' ');
}

/** What is said about a run to those who hear of it; null for a decision, which only updates what was sent. */
export function draftRunNews(news: RunNews, run: Run): Draft {
  const plain = { subject: null, isUrgent: false, mayJoin: false };
  const once = (kind: 'run-changed' | 'run-blocked' | 'run-failed', mayJoin: boolean): Draft => ({
    ...plain,
    id: `${kind}:${run.id}`,
    topic: { kind, id: run.id, detail: { tone: 'tell' } },
    mayJoin,
  });
  switch (news.kind) {
    case 'run-needs-approval':
      return draftRunCopy(run, 'tell');
    case 'run-decided':
      return draftRunCopy(run, 'update');
    case 'run-changed-entra':
      return once('run-changed', true);
    case 'run-blocked':
      return once('run-blocked', false);
    case 'run-failed':
      return once('run-failed', false);
  }
}

export function draftRunCopy(run: Run, tone: Tone): Draft {
  const subject = runSubject(run.id);
  const topic = { kind: 'run-approval' as const, id: run.id, detail: { tone } };
  return { id: `${subject}|${versionOfRun(run)}`, topic, subject, isUrgent: false, mayJoin: false };
}

/** A request's card brought up to date, or brought to somebody who has none yet. */
export function draftRequestCopy(request: Request, tone: Tone): Draft {
  const subject = requestSubject(request.id);
  const topic = { kind: 'request' as const, id: request.id, detail: { event: 'copy' as const, tone } };
  const id = `${subject}|${request.version}|${tone === 'update' ? 'copy' : 'taken-up'}`;
  return { id, topic, subject, isUrgent: request.isUrgent, mayJoin: false };
}

/** What is said to one person that hears of a request. Approvers have the end of it on the card they have. */
export function draftRequestNews(news: Extract<News, { kind: 'request' }>, aadObjectId: string): Draft {
  const { request, event } = news;
  const subject = requestSubject(request.id);
  const isOver = endings.includes(event);
  const renews = event === 'reminded' || (isOver && !approversOf(request).includes(aadObjectId));
  const topic = {
    kind: 'request' as const,
    id: request.id,
    detail: { event, tone: renews ? 'renew' : 'tell' } as const,
  };
  const isUrgent = request.isUrgent || (request.subject.kind === 'exception' && request.subject.breakGlass);
  return { id: `${subject}|${request.version}|${event}`, topic, subject, isUrgent, mayJoin: renews };
}

/** Everybody who is or was asked. */
export function approversOf(request: Request): string[] {
  return request.tracks.flatMap(({ stages }) =>
    stages.flatMap(({ approvers }) => approvers.map(({ aadObjectId }) => aadObjectId)),
  );
}

/** What is no news of runs and requests. */
export type OtherNews = Exclude<News, RunNews | { kind: 'request' }>;

export function draftOtherNews(news: OtherNews): Draft {
  const usual = { subject: null, isUrgent: false, mayJoin: false };
  switch (news.kind) {
    case 'grant-ending': {
      const { grant, personName, what, daysLeft } = news;
      const topic = {
        kind: news.kind,
        id: grant.id,
        detail: { personName, what, daysLeft, endsAt: grant.endsAt, tone: 'renew' as const },
      };
      const subject = grantSubject(grant.id);
      return { ...usual, id: `${subject}|${grant.endsAt} ${daysLeft}`, topic, subject, mayJoin: daysLeft <= 0 };
    }
    case 'grant-goes-on': {
      const { grant, personName, what, until } = news;
      const subject = grantSubject(grant.id);
      const topic = { kind: news.kind, id: grant.id, detail: { personName, what, until, tone: 'update' as const } };
      return { ...usual, id: `${subject}|goes on ${until}`, topic, subject };
    }
    case 'policy-broken': {
      const { version, problem } = news;
      const topic = { kind: news.kind, id: version, detail: { problem, tone: 'tell' as const } };
      return { ...usual, id: `policy-broken:${version}`, topic };
    }
    case 'source-ending': {
      const { sourceId, what, endsOn, daysLeft } = news;
      const subject = sourceSubject(sourceId, what);
      const topic = { kind: news.kind, id: sourceId, detail: { what, endsOn, daysLeft, tone: 'renew' as const } };
      return { ...usual, id: `${subject}|${endsOn} ${daysLeft}`, topic, subject };
    }
    case 'source-goes-on': {
      const { sourceId, what, endsOn } = news;
      const subject = sourceSubject(sourceId, what);
      const topic = { kind: news.kind, id: sourceId, detail: { what, tone: 'update' as const } };
      return { ...usual, id: `${subject}|${endsOn} goes on`, topic, subject };
    }
    case 'leave-without-cover': {
      const { leave } = news;
      const id = `leave:${leave.personKey}:${leave.leaveKey ?? ''}|${leave.startsOn} ${leave.endsOn}`;
      return { ...usual, id, topic: { kind: news.kind, id: leave.personKey, detail: { leave, tone: 'tell' } } };
    }
    case 'joiner-readiness': {
      const { joiner } = news;
      const subject = `joiner-readiness:${joiner.personKey}`;
      const tone = joiner.change === 'same' ? 'update' : 'renew';
      const topic = { kind: news.kind, id: joiner.personKey, detail: { joiner, tone } } as const;
      // When it was read may differ where a crash has it told once more; what it says does not.
      const said = { ...joiner, account: joiner.account && { ...joiner.account, verifiedAt: '' } };
      return { ...usual, id: `${subject}|${joiner.edition} ${fingerprintOf(said)}`, topic, subject, mayJoin: true };
    }
    case 'many-joiners': {
      const { digest } = news;
      const topic = { kind: news.kind, id: String(digest.edition), detail: { digest, tone: 'tell' as const } };
      return { ...usual, id: `many-joiners:${digest.edition} ${fingerprintOf(digest)}`, topic };
    }
    case 'first-day': {
      const { firstDay } = news;
      const subject = `first-day:${firstDay.personKey}:${firstDay.startsOn}`;
      const topic = { kind: news.kind, id: firstDay.personKey, detail: { firstDay, tone: 'tell' as const } };
      return { ...usual, id: `${subject}|${firstDay.pass?.kind ?? ''}`, topic, subject };
    }
  }
}

const fingerprintOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16);
