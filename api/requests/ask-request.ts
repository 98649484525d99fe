import { setTimeout as sleep } from 'node:timers/promises';
import { aboutOf } from '../../models/about-of.ts';
import { alone } from '../../models/alone.ts';
import type { Approvals } from '../../models/approvals.ts';
import { type Request, Subject, type Track } from '../../models/request.ts';
import type { Asking, AskOutcome } from '../../models/request-service.ts';
import { plainName } from '../engine/names/compose-names.ts';
import { advanceTrack, refreshApprovers } from './advance-tracks.ts';
import { periodOf } from './carry-grants.ts';
import { carryOut } from './carry-out.ts';
import { type CheckedAsking, checkSubject } from './check-subject.ts';
import { concludeTracks } from './conclude-request.ts';
import { fingerprintOf } from './fingerprint-of.ts';
import { giveAtOnce } from './give-at-once.ts';
import { openStageOf, withStage } from './judge-stage.ts';
import { askedNow, concerned, recordRequest } from './record-request.ts';
import { type Asker, knowAsker, RefusedAsking, refuse } from './refuse-asking.ts';
import type { RequestDesk } from './request-desk.ts';
import { nowOf } from './request-parts.ts';
import { routeRequest } from './route-request.ts';

/** So many open requests one person may have. */
const mostOpen = 20;
const longestReason = 1000;
const dayMs = 86_400_000;

/** Checks what is asked, finds who has to say yes, writes it down and tells them. */
export async function askRequest(asking: Asking, desk: RequestDesk): Promise<AskOutcome> {
  try {
    const draft = await draftRequest(asking, desk);
    const added = await addOnce(draft, desk);
    const { request, tell } = await giveAtOnce(added, desk);
    const to = [...new Set([...askedNow(request), ...tell, ...(await concerned(request, desk.colleagues))])];
    await recordRequest(request, { event: request.state === 'open' ? 'asked' : 'approved', to }, desk);
    return { kind: 'asked', request: request.state === 'open' ? request : await carryOut(request, desk) };
  } catch (error) {
    if (error instanceof RefusedAsking) return { kind: 'refused', why: error.why };
    throw error;
  }
}

/** The request with its approvers. @throws RefusedAsking */
async function draftRequest(asking: Asking, desk: RequestDesk): Promise<Request> {
  const { policy } = await desk.loadPolicy();
  const reason = asking.reason.trim().slice(0, longestReason);
  if (reason === '') refuse({ kind: 'no-reason' });
  const asker = await knowAsker(asking, desk);
  const subject = Subject.safeParse(asking.subject);
  if (!subject.success) return refuse({ kind: 'bad-date', day: subject.error.issues[0]?.path.join('.') ?? '' });
  const checked = await checkSubject({ ...asking, subject: subject.data }, { asker, desk, policy });
  await refuseTwice(checked, asking, desk);
  const request = await newRequest({ ...asking, reason }, { checked, asker, desk });
  const tracks: Track[] = [];
  for (const track of routeRequest(checked.subject, { policy, needed: checked.needed }, request.askedAt)) {
    const asked = await refreshApprovers(track, request, desk.colleagues);
    const isConsented = checked.isAskedByManager && isOfNeeded(track, checked);
    if (isConsented) tracks.push(withConsent(asked, request));
    else if ((openStageOf(asked)?.stage.approvers.length ?? 0) < (openStageOf(asked)?.stage.need ?? 1))
      refuse({ kind: 'nobody-to-ask' });
    else tracks.push(await advanceTrack(asked, request, { colleagues: desk.colleagues, at: request.askedAt }));
  }
  return concludeTracks({ ...request, tracks }, policy.approvals, request.askedAt);
}

const isOfNeeded = ({ items }: Track, { needed }: CheckedAsking): boolean =>
  items.length > 0 && items.every((key) => needed.has(key));

/** The manager of whoever is away asks for it themselves: that is their yes. */
function withConsent(track: Track, { askedBy, askedAt, fingerprint }: Request): Track {
  const answer = { by: askedBy, answer: 'approve' as const, choice: null, reason: null, fingerprint, at: askedAt };
  return { ...withStage(track, 0, { state: 'approved', answers: [answer] }), state: 'approved' };
}

async function newRequest(
  { by, reason }: Asking,
  { checked, asker, desk }: { checked: CheckedAsking; asker: Asker; desk: RequestDesk },
): Promise<Request> {
  const { policy } = await desk.loadPolicy();
  const { subject, forPersonKey } = checked;
  const person = forPersonKey === null ? null : await desk.stores.people.find(forPersonKey);
  const askedAt = nowOf(desk);
  const isAtOnce = subject.kind === 'exception' && subject.breakGlass;
  return {
    id: '',
    version: 0,
    state: 'open',
    subject,
    forPersonKey,
    forName: person === null ? null : plainName(person),
    askedBy: by,
    askedByPersonKey: asker.personKey,
    askedAt,
    reason,
    isUrgent: isAtOnce || subject.kind === 'urgent-exit',
    fingerprint: fingerprintOf({ subject, reason, forPersonKey }),
    tracks: [],
    expiresAt: await expiryOf(checked, { approvals: policy.approvals, askedAt, desk }),
    dueAt: null,
    decidedAt: null,
    grantIds: [],
    outcome: null,
  };
}

/** Nobody has to answer what is over: it expires with its own last day where that comes first. */
async function expiryOf(
  { subject, forPersonKey }: CheckedAsking,
  around: { approvals: Approvals; askedAt: string; desk: RequestDesk },
): Promise<string> {
  const expiresAt = new Date(Date.parse(around.askedAt) + around.approvals.expireAfterDays * dayMs).toISOString();
  if (!('endsOn' in subject)) return expiresAt;
  const period = await periodOf(forPersonKey, { startsOn: subject.endsOn, endsOn: subject.endsOn }, around.desk);
  return period !== null && Date.parse(period.endsAt) < Date.parse(expiresAt) ? period.endsAt : expiresAt;
}

async function refuseTwice(
  { subject, forPersonKey }: Pick<CheckedAsking, 'subject' | 'forPersonKey'>,
  { by }: Pick<Asking, 'by'>,
  desk: RequestDesk,
): Promise<void> {
  const about = aboutOf(subject, forPersonKey);
  const [same] = await desk.stores.requests.list({ limit: 1, states: ['open', 'approved'], about });
  if (same !== undefined) refuse({ kind: 'same-open', requestId: same.id });
  if (by.kind !== 'person') return;
  const open = await desk.stores.requests.list({ limit: mostOpen, states: ['open'], askedBy: by.id });
  if (open.length >= mostOpen) refuse({ kind: 'too-many', most: mostOpen });
}

/** Of those who ask the same at once, or of what one person asks at once, one is looked at and written down after the other. */
function addOnce(draft: Request, desk: RequestDesk): Promise<Request> {
  const { id: _, version: __, ...fields } = draft;
  const { requests } = desk.stores;
  return inTurn(`about:${aboutOf(draft.subject, draft.forPersonKey)}`, desk, () =>
    inTurn(`by:${draft.askedBy.id}`, desk, async () => {
      await refuseTwice(draft, { by: draft.askedBy }, desk);
      const added = await requests.add({ ...fields, state: 'open', decidedAt: null });
      return draft.state === 'open' ? added : ((await requests.replace({ ...added, ...fields })) ?? added);
    }),
  );
}

/** Far longer than writing a request down takes. */
const turnTimes = { leaseMs: 10_000, lookEveryMs: 25, mostLooks: 800 };

function inTurn<Value>(what: string, { stores, clock }: RequestDesk, work: () => Promise<Value>): Promise<Value> {
  const busy = {
    text: 'The same is being asked just now, and does not come to an end.',
    advice: 'Ask again in a moment.',
  };
  const parts = { locks: stores.jobs, clock, sleep: async (ms: number) => void (await sleep(ms)) };
  return alone({ name: `asking:${what}`, ...turnTimes, busy }, parts, work);
}
