import { noEntitlements } from '../../models/entitlements.ts';
import { type Approval, absentOf, type Grant } from '../../models/grant.ts';
import type { Leave, Person } from '../../models/person.ts';
import type { Remark } from '../../models/remark.ts';
import { type AskedItem, entitlementsOf, type Request, type Subject } from '../../models/request.ts';
import { judgePerson } from '../colleagues/judge-person.ts';
import { dateGrant, type Period } from '../engine/access/grants-in-force.ts';
import type { RequestDesk } from './request-desk.ts';
import { nowOf } from './request-parts.ts';
import { itemsOf } from './route-request.ts';

type SubjectOf<Kind extends Subject['kind']> = Extract<Subject, { kind: Kind }>;

/** What came of it: the grants, or the reason why there are none. */
export type Granted = { kind: 'granted'; grantIds: string[] } | { kind: 'failed'; why: Remark };

const dayMs = 86_400_000;

/** The grant of an approved request. Its id follows from the request, so that doing it again after a crash gives one. */
export const grantIdOf = (request: Request): string => `request-${request.id}`;
export const atOnceIdOf = (request: Request): string => `request-${request.id}-at-once`;

/** What was approved of what was asked for. */
export function approvedItems({ subject, tracks }: Request): AskedItem[] {
  const keys = new Set(tracks.flatMap(({ state, items }) => (state === 'approved' ? items : [])));
  return itemsOf(subject).filter(({ key }) => keys.has(key));
}

/** Who said yes, all of them, and when the last one did. */
export function approvalOf(request: Request): Approval {
  const yes = request.tracks
    .filter(({ state }) => state === 'approved')
    .flatMap(({ stages }) => stages.flatMap(({ answers }) => answers));
  const names = [...new Set(yes.map(({ by }) => by.name))];
  return { by: names.join(', '), at: request.decidedAt ?? request.askedAt, requestId: request.id };
}

/** Gives an exception or a replacement. */
export async function grantAccess(
  request: Request & { subject: SubjectOf<'exception'> | SubjectOf<'replacement'> },
  desk: RequestDesk,
): Promise<Granted> {
  const { subject, forPersonKey } = request;
  const period = await periodOf(forPersonKey, subject, desk);
  if (forPersonKey === null || period === null) return { kind: 'failed', why: { kind: 'gainer-gone' } };
  const follows = subject.kind === 'replacement' ? await leaveOf(subject, desk) : null;
  const mode = subject.kind === 'replacement' && follows !== null ? subject.mode : null;
  const grant = newGrant(request, {
    kind: subject.kind,
    personKey: forPersonKey,
    ...period,
    follows,
    ...(mode === null ? {} : { leaveMode: mode }),
    ...(subject.kind === 'replacement' && follows === null ? { standsInFor: subject.absentKey } : {}),
  });
  await saveOnce(grant, desk);
  return { kind: 'granted', grantIds: [...request.grantIds, grant.id] };
}

/** Gives an exception before anybody said yes, from when it was asked for, for at most a day. */
export async function grantAtOnce(
  request: Request & { subject: SubjectOf<'exception'> },
  desk: RequestDesk,
): Promise<Grant | null> {
  const { forPersonKey, subject, askedAt } = request;
  const period = await periodOf(forPersonKey, subject, desk);
  if (forPersonKey === null || period === null) return null;
  const endMs = Math.min(Date.parse(askedAt) + dayMs, Date.parse(period.endsAt));
  const grant: Grant = {
    ...newGrant(request, { kind: 'exception', personKey: forPersonKey, startsAt: askedAt, endsAt: toInstant(endMs) }),
    id: atOnceIdOf(request),
    items: entitlementsOf([subject.item]),
    approval: null,
  };
  await saveOnce(grant, desk);
  return grant;
}

/**
 * Lets a grant run longer. One that follows a leave keeps doing so, and gets another one after it; so does one of which not everything
 * was approved.
 */
export async function extendGrant(
  request: Request & { subject: SubjectOf<'extension'> },
  desk: RequestDesk,
): Promise<Granted> {
  const { subject } = request;
  const grant = await desk.stores.grants.find(subject.grantId);
  const period = grant === null ? null : await effectivePeriod(grant, desk);
  if (grant === null || period === null || period.until === null)
    return { kind: 'failed', why: { kind: 'grant-gone' } };
  const end = await periodOf(grant.personKey, { startsOn: subject.endsOn, endsOn: subject.endsOn }, desk);
  if (end === null) return { kind: 'failed', why: { kind: 'gainer-gone' } };
  const isWhole = request.tracks.every(({ state }) => state === 'approved');
  if (isWhole && grant.follows === null) {
    await desk.stores.grants.save({ ...grant, endsAt: later(grant.endsAt, end.endsAt), approval: approvalOf(request) });
    return { kind: 'granted', grantIds: [grant.id] };
  }
  const startsAt = toInstant(period.until);
  const { kind, personKey } = grant;
  const absentKey = absentOf(grant);
  const more = newGrant(request, {
    kind,
    personKey,
    startsAt,
    endsAt: end.endsAt,
    ...(absentKey === null ? {} : { standsInFor: absentKey }),
  });
  await saveOnce(isWhole && subject.items.length === 0 ? { ...more, items: grant.items } : more, desk);
  return { kind: 'granted', grantIds: [more.id] };
}

/** From its first day to its last as HR's dates are now, whatever lies between; null when HR withdrew what it rested on. */
export async function effectivePeriod(grant: Grant, desk: RequestDesk): Promise<Period | null> {
  const absent = grant.follows === null ? null : await desk.stores.people.find(grant.follows.personKey);
  const { policy } = await desk.loadPolicy();
  const around =
    absent === null ? null : { person: absent, calendar: judgePerson(absent, policy, nowOf(desk)).calendar };
  const { periods } = dateGrant(grant, around);
  const [first] = periods;
  return first === undefined ? null : { from: first.from, until: periods.at(-1)?.until ?? null };
}

/** The instants of a period of days, both included, in the zone of whoever gains; null when HR does not name them. */
export async function periodOf(
  personKey: string | null,
  days: { startsOn: string; endsOn: string },
  desk: RequestDesk,
): Promise<{ startsAt: string; endsAt: string } | null> {
  const person = personKey === null ? null : await desk.stores.people.find(personKey);
  if (person === null) return null;
  const { policy } = await desk.loadPolicy();
  const { calendar } = judgePerson(person, policy, nowOf(desk));
  const endsAt = calendar.instantOf(calendar.plusDays(days.endsOn, 1));
  return { startsAt: toInstant(calendar.instantOf(days.startsOn)), endsAt: toInstant(endsAt) };
}

type GrantFacts = Pick<Grant, 'kind' | 'personKey' | 'startsAt' | 'endsAt'> &
  Partial<Pick<Grant, 'follows' | 'leaveMode' | 'standsInFor'>>;

function newGrant(request: Request, facts: GrantFacts): Grant {
  return {
    id: grantIdOf(request),
    items: entitlementsOf(approvedItems(request)),
    withheld: noEntitlements,
    attributes: [],
    follows: null,
    reason: request.reason,
    approval: approvalOf(request),
    ...facts,
  };
}

/** What somebody did to the grant since, such as ending it, stays. */
async function saveOnce(grant: Grant, { stores }: RequestDesk): Promise<void> {
  if ((await stores.grants.find(grant.id)) === null) await stores.grants.save(grant);
}

/** The leave that a replacement follows: the one that was named, else the one that touches its days; null without any. */
async function leaveOf(subject: SubjectOf<'replacement'>, { stores }: RequestDesk): Promise<Grant['follows']> {
  const absent = await stores.people.find(subject.absentKey);
  const leave = absent === null ? undefined : findLeave(absent, subject);
  return leave === undefined ? null : { personKey: subject.absentKey, leaveKey: leave.leaveKey ?? null };
}

export function findLeave(
  absent: Person,
  { leaveKey, startsOn, endsOn }: Pick<SubjectOf<'replacement'>, 'leaveKey' | 'startsOn' | 'endsOn'>,
): Leave | undefined {
  if (leaveKey !== null) return absent.leaves.find((leave) => leave.leaveKey === leaveKey);
  return absent.leaves.find((leave) => leave.startsOn <= endsOn && (leave.endsOn ?? endsOn) >= startsOn);
}

const toInstant = (ms: number): string => new Date(ms).toISOString();

const later = (one: string | null, other: string): string | null =>
  one === null ? null : Date.parse(one) > Date.parse(other) ? one : other;
