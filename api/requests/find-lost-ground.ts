import type { Remark } from '../../models/remark.ts';
import type { Request, Subject } from '../../models/request.ts';
import { judgePerson } from '../colleagues/judge-person.ts';
import { plainName } from '../engine/names/compose-names.ts';
import { effectivePeriod, findLeave } from './carry-grants.ts';
import { findDoubt } from './find-doubt.ts';
import type { RequestDesk } from './request-desk.ts';
import { nowOf } from './request-parts.ts';

type SubjectOf<Kind extends Subject['kind']> = Extract<Subject, { kind: Kind }>;

/** Why an open request is about nothing any more; null while it stands. */
export async function findLostGround(request: Request, desk: RequestDesk): Promise<Remark | null> {
  const { subject } = request;
  switch (subject.kind) {
    case 'exception':
      return (await itemGone(subject, desk)) ?? gainerGone(request, desk);
    case 'replacement':
      return (await leaveGone(subject, desk)) ?? gainerGone(request, desk);
    case 'extension':
      return (await grantGone(subject, desk)) ?? gainerGone(request, desk);
    case 'urgent-exit': {
      const exits = await desk.stores.grants.urgentExits();
      const isOut = exits.some(({ personKey }) => personKey === request.forPersonKey);
      return isOut ? { kind: 'already-out', name: request.forName ?? '' } : null;
    }
    case 'match': {
      const owner = await desk.stores.accounts.findPersonKey(desk.directoryKey, subject.accountId);
      return owner !== null && owner === request.forPersonKey ? { kind: 'account-gone' } : null;
    }
    default:
      return orderGone(subject, desk);
  }
}

async function itemGone({ item }: SubjectOf<'exception'>, desk: RequestDesk): Promise<Remark | null> {
  const { policy } = await desk.loadPolicy();
  const isThere = policy.catalogue.some(({ id, requestable }) => id === item.key && requestable);
  return isThere ? null : { kind: 'not-in-catalogue', title: item.title };
}

async function leaveGone(subject: SubjectOf<'replacement'>, desk: RequestDesk): Promise<Remark | null> {
  const absent = await desk.stores.people.find(subject.absentKey);
  const isThere = absent !== null && (subject.leaveKey === null || findLeave(absent, subject) !== undefined);
  return isThere ? null : { kind: 'leave-withdrawn' };
}

async function grantGone({ grantId }: SubjectOf<'extension'>, desk: RequestDesk): Promise<Remark | null> {
  const grant = await desk.stores.grants.find(grantId);
  const until = grant === null ? null : ((await effectivePeriod(grant, desk))?.until ?? null);
  return until === null || until <= Date.parse(nowOf(desk)) ? { kind: 'grant-gone' } : null;
}

type Order = SubjectOf<'run-release' | 'policy-change' | 'drift' | 'doubt' | 'freeze'>;

async function orderGone(order: Order, desk: RequestDesk): Promise<Remark | null> {
  switch (order.kind) {
    case 'run-release': {
      const run = await desk.stores.runs.find(order.runId);
      const waits = run?.state === 'awaiting-approval' || run?.state === 'blocked';
      return waits && run.fingerprint === order.planFingerprint ? null : { kind: 'run-moved', runId: order.runId };
    }
    case 'policy-change':
      return (await isProposed(order, desk)) ? null : { kind: 'policy-moved' };
    case 'drift':
      return (await desk.drift.find(order.findingId)) === null ? { kind: 'drift-gone' } : null;
    case 'doubt':
      return (await findDoubt(order, desk)) === null ? { kind: 'doubt-gone' } : null;
    case 'freeze':
      return Date.parse(order.until) <= Date.parse(nowOf(desk)) ? { kind: 'freeze-over' } : null;
  }
}

async function isProposed({ fromVersion, toVersion }: SubjectOf<'policy-change'>, desk: RequestDesk): Promise<boolean> {
  const file = await desk.policies.compareFile();
  return file.kind === 'changed' && file.inForce.version === fromVersion && file.proposed.version === toVersion;
}

async function gainerGone({ forPersonKey }: Request, desk: RequestDesk): Promise<Remark | null> {
  const { policy } = await desk.loadPolicy();
  const person = forPersonKey === null ? null : await desk.stores.people.find(forPersonKey);
  if (person === null) return { kind: 'gainer-gone' };
  const { phase } = judgePerson(person, policy, nowOf(desk));
  return ['active', 'before-start', 'early'].includes(phase) ? null : { kind: 'has-left', name: plainName(person) };
}
