import type { AuditEvent, AuditKind } from '../../models/audit.ts';
import type { RequestEvent } from '../../models/news.ts';
import type { Request, RequestState, Stage } from '../../models/request.ts';
import type { Actor } from '../../models/run.ts';
import { wordRemark } from '../../models/texts/remark-texts.ts';
import type { Colleagues } from '../colleagues/colleagues.ts';
import { openStageOf } from './judge-stage.ts';
import type { RequestParts } from './request-parts.ts';

/** Instroom itself, as the one who did something. */
export const instroom: Actor = { kind: 'system', id: 'instroom', name: 'Instroom' };

const endKinds: Readonly<Record<RequestState, AuditKind | null>> = {
  open: null,
  approved: 'request-decided',
  refused: 'request-decided',
  withdrawn: 'request-withdrawn',
  expired: 'request-expired',
  void: 'request-decided',
  done: 'request-carried-out',
  failed: 'request-failed',
};

type Fact = { key: string; kind: AuditKind; at: string; actor: Actor; text: string };

/**
 * Every fact that a request holds, as audit events whose ids follow from the facts: recorded whole after each change, so that what a crash
 * kept from being written is written with the next.
 */
export function eventsOf(request: Request): AuditEvent[] {
  const { id, askedAt, askedBy, reason, subject, forPersonKey } = request;
  const asked: Fact = {
    key: 'asked',
    kind: 'request-asked',
    at: askedAt,
    actor: askedBy,
    text: `${subject.kind}: ${reason}`,
  };
  const ofStages = request.tracks.flatMap(({ id: trackId, stages }) =>
    stages.flatMap((stage, index) => stageFacts(stage, `${trackId}.${index + 1}`)),
  );
  return [asked, ...ofStages, ...endFacts(request)].map(({ key, ...fact }) => ({
    id: `request:${id}:${key}`,
    runId: subject.kind === 'run-release' ? subject.runId : null,
    personKey: forPersonKey,
    operationId: null,
    ...fact,
  }));
}

function stageFacts({ answers, approvers, openedAt, remindedAt, escalatedAt }: Stage, place: string): Fact[] {
  const byUs = { actor: instroom, text: place };
  const handedOver = approvers.flatMap(({ aadObjectId, name, for: absent }): Fact[] => {
    if (absent === null || openedAt === null) return [];
    const text = `${name} is asked instead of ${absent.name} (${absent.why}).`;
    const key = `handed-over:${place}:${absent.aadObjectId}:${aadObjectId}`;
    return [{ key, kind: 'request-handed-over', at: openedAt, actor: instroom, text }];
  });
  const reminded: Fact[] =
    remindedAt === null
      ? []
      : [{ key: `reminded:${place}:${remindedAt}`, kind: 'request-reminded', at: remindedAt, ...byUs }];
  const escalated: Fact[] =
    escalatedAt === null ? [] : [{ key: `escalated:${place}`, kind: 'request-escalated', at: escalatedAt, ...byUs }];
  const answered = answers.map(({ by, at, answer, choice, reason }): Fact => {
    const text = [answer, choice, reason].filter((part) => part !== null).join(': ');
    return { key: `answered:${place}:${by.id}`, kind: 'request-answered', at, actor: by, text };
  });
  return [...answered, ...handedOver, ...reminded, ...escalated];
}

function endFacts({ state, decidedAt, outcome, askedBy }: Request): Fact[] {
  const kind = endKinds[state];
  if (kind === null || decidedAt === null) return [];
  const actor = state === 'withdrawn' ? askedBy : instroom;
  const text = outcome === null ? state : `${state}: ${wordRemark(outcome, 'en')}`;
  const end: Fact = { key: state, kind, at: decidedAt, actor, text };
  if (state !== 'done' && state !== 'failed') return [end];
  return [{ key: 'approved', kind: 'request-decided', at: decidedAt, actor, text: 'approved' }, end];
}

/** Writes down what happened and tells those who should know; whoever has a card of it has it updated. */
export async function recordRequest(
  request: Request,
  happened: { event: RequestEvent; to?: readonly string[] },
  parts: Pick<RequestParts, 'stores' | 'notifier'> & { colleagues: Colleagues },
): Promise<void> {
  await parts.stores.audit.append(eventsOf(request));
  const to = happened.to ?? (await concerned(request, parts.colleagues));
  await parts.notifier.tell({ kind: 'request', request, event: happened.event, to });
}

/** Who is asked now, each once. */
export function askedNow(request: Request): string[] {
  const approvers = request.tracks.flatMap((track) => openStageOf(track)?.stage.approvers ?? []);
  return [...new Set(approvers.map(({ aadObjectId }) => aadObjectId))];
}

/** Who asked, who gains, and who is away. */
export async function concerned(request: Request, colleagues: Colleagues): Promise<string[]> {
  const { askedBy, forPersonKey, subject } = request;
  const isTold = !['urgent-exit', 'match', 'doubt', 'drift'].includes(subject.kind);
  const keys = [isTold ? forPersonKey : null, subject.kind === 'replacement' ? subject.absentKey : null];
  const people = await Promise.all(keys.flatMap((key) => (key === null ? [] : [colleagues.byPerson(key)])));
  const ids = people.flatMap((one) => (one === null || !one.canAnswer ? [] : [one.aadObjectId]));
  return [...new Set([...(askedBy.kind === 'person' ? [askedBy.id] : []), ...ids])];
}
