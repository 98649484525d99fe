import { DateTime } from 'luxon';
import type { EndGrantOutcome, HeldGrant } from '../../models/access-desk.ts';
import { absentOf, type Grant } from '../../models/grant.ts';
import type { Member } from '../../models/report.ts';
import { judgePerson } from '../colleagues/judge-person.ts';
import { plainName } from '../engine/names/compose-names.ts';
import { effectivePeriod } from './carry-grants.ts';
import { askedOfGrant } from './check-subject.ts';
import { manages } from './find-absences.ts';
import { namesIn } from './named-item.ts';
import type { RequestDesk } from './request-desk.ts';
import { nowOf } from './request-parts.ts';

/** The dated access that somebody has now or will have; what ends first comes first. */
export async function listHeldGrants(personKey: string, desk: RequestDesk): Promise<HeldGrant[]> {
  const grants = await desk.stores.grants.list({ at: nowOf(desk) });
  const own = await Promise.all(
    grants.filter((grant) => grant.personKey === personKey).map((grant) => describeGrant(grant, desk)),
  );
  const last = '9999-12-31';
  return own.filter((held) => held !== null).sort((a, b) => ((a.endsOn ?? last) < (b.endsOn ?? last) ? -1 : 1));
}

/** One grant, for whoever holds it, manages the holder or the absent person, or is of IT. */
export async function findHeldGrant(member: Member, grantId: string, desk: RequestDesk): Promise<HeldGrant | null> {
  const grant = await desk.stores.grants.find(grantId);
  if (grant === null || !(await isTheirs(grant, member, desk))) return null;
  return describeGrant(grant, desk);
}

/** Ends a grant now and asks for a run. */
export async function endGrant(
  { grantId, by }: { grantId: string; by: Member },
  desk: RequestDesk,
): Promise<EndGrantOutcome> {
  const grant = await desk.stores.grants.find(grantId);
  const held = grant === null ? null : await describeGrant(grant, desk);
  if (grant === null || held === null) return { kind: 'not-found' };
  if (!(await isTheirs(grant, by, desk))) return { kind: 'not-yours' };
  const at = nowOf(desk);
  const actor = { kind: 'person' as const, id: by.aadObjectId, name: by.name };
  const ended = await desk.stores.grants.end(grantId, at);
  await desk.stores.audit.append([
    {
      id: `grant-ended:${grantId}:${ended?.endsAt ?? at}`,
      at,
      kind: 'grant-ended',
      actor,
      runId: null,
      personKey: grant.personKey,
      operationId: null,
      text: held.what,
    },
  ]);
  await desk.runs.start({ trigger: 'button', by: actor });
  return { kind: 'ended', held: { ...held, grant: ended ?? grant } };
}

async function isTheirs(grant: Grant, member: Member, desk: RequestDesk): Promise<boolean> {
  if (member.roles.includes('it') || member.personKey === grant.personKey) return true;
  if (await manages(member, grant.personKey, desk)) return true;
  const absentKey = absentOf(grant);
  return absentKey !== null && manages(member, absentKey, desk);
}

/** A grant as people see it; null when it is over, or nobody in HR holds it. */
async function describeGrant(grant: Grant, desk: RequestDesk): Promise<HeldGrant | null> {
  const person = await desk.stores.people.find(grant.personKey);
  const period = await effectivePeriod(grant, desk);
  const isOver = period === null || (period.until !== null && period.until <= Date.parse(nowOf(desk)));
  if (person === null || isOver) return null;
  const { policy } = await desk.loadPolicy();
  const { calendar } = judgePerson(person, policy, nowOf(desk));
  const dayOf = (ms: number) => DateTime.fromMillis(ms, { zone: calendar.zone }).toFormat('yyyy-MM-dd');
  const asked = await askedOfGrant(namesIn(grant.items), policy, desk);
  const canExtend = grant.kind !== 'kept-drift' && period.until !== null && asked.length > 0;
  const most = Math.min(...asked.map((one) => one.most));
  return {
    grant,
    personName: plainName(person),
    what: asked.map(({ item }) => item.title).join(', '),
    startsOn: dayOf(period.from),
    // The last day is the one before the midnight at which it ends.
    endsOn: period.until === null ? null : dayOf(period.until - 1),
    items: canExtend ? asked.map(({ item }) => item) : [],
    maxEndsOn: canExtend ? calendar.plusDays(calendar.today, most - 1) : null,
    today: calendar.today,
  };
}
