import type { Absence, DeskPerson } from '../../models/access-desk.ts';
import type { Person } from '../../models/person.ts';
import type { Member } from '../../models/report.ts';
import { managerKeyOf } from '../colleagues/create-colleagues.ts';
import { judgePerson } from '../colleagues/judge-person.ts';
import { createCalendars } from '../engine/life/calendar.ts';
import { plainName } from '../engine/names/compose-names.ts';
import { describePerson } from './describe-person.ts';
import type { RequestDesk } from './request-desk.ts';
import { nowOf } from './request-parts.ts';

/** People of whom a member may arrange the replacement and who fit a text; those with a leave first. */
export async function findAbsences(
  ask: { member: Member; text: string; limit: number },
  desk: RequestDesk,
): Promise<Absence[]> {
  const { policy } = await desk.loadPolicy();
  const calendars = createCalendars(nowOf(desk), policy);
  const today = nowOf(desk).slice(0, 10);
  const text = ask.text.trim().toLowerCase();
  const fits = (person: Person) =>
    person.personKey.toLowerCase().includes(text) || plainName(person).toLowerCase().includes(text);
  const hasLeave = (person: Person) => person.leaves.some(({ endsOn }) => endsOn === undefined || endsOn >= today);
  const candidates = (await desk.stores.people.loadAll()).people
    .filter(fits)
    .map((person) => ({ person, name: plainName(person), hasLeave: hasLeave(person) }))
    .sort((a, b) => Number(b.hasLeave) - Number(a.hasLeave) || (a.name < b.name ? -1 : 1));
  const found: Absence[] = [];
  const managers = new Map<string, string | null>();
  for (const { person } of candidates) {
    if (found.length >= ask.limit) break;
    if (!(await mayBeTheirs(person, { member: ask.member, managers }, desk))) continue;
    if (judgePerson(person, policy, nowOf(desk), calendars).phase !== 'active') continue;
    const absence = await findAbsence(ask.member, person.personKey, desk);
    if (absence !== null) found.push(absence);
  }
  return found;
}

/** Cheap, for many: people of one unit without a manager of their own share an answer. The real question is asked afterwards. */
async function mayBeTheirs(
  person: Person,
  { member, managers }: { member: Member; managers: Map<string, string | null> },
  desk: RequestDesk,
): Promise<boolean> {
  if (member.personKey === person.personKey || arrangesAnybody(member)) return true;
  const [only, second] = person.employments;
  if (only === undefined || second !== undefined || only.managerPersonKey !== undefined)
    return person.employments.some(
      ({ managerPersonKey }) => managerPersonKey === undefined || managerPersonKey === member.personKey,
    );
  const unitKey = only.unitKey ?? '';
  if (!managers.has(unitKey)) managers.set(unitKey, await managerKeyOf(person.personKey, desk));
  return managers.get(unitKey) === member.personKey;
}

const arrangesAnybody = ({ roles }: Member): boolean => roles.includes('it') || roles.includes('hr');

/** Somebody with the leaves that are running or to come; null when it is not for this member to arrange their replacement. */
export async function findAbsence(member: Member, personKey: string, desk: RequestDesk): Promise<Absence | null> {
  const person = await desk.stores.people.find(personKey);
  if (person === null) return null;
  const isTheirs =
    member.personKey === personKey || arrangesAnybody(member) || (await manages(member, personKey, desk));
  if (!isTheirs) return null;
  const described = await describePerson(person, desk);
  const leaves = person.leaves
    .filter(({ endsOn }) => endsOn === undefined || endsOn >= described.today)
    .sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1))
    .map(({ leaveKey = null, startsOn, endsOn = null }) => ({ leaveKey, startsOn, endsOn }));
  return { person: described, leaves };
}

/** Whether a member is somebody's manager, by HR, else by Entra. */
export async function manages(member: Member, personKey: string, desk: RequestDesk): Promise<boolean> {
  const account = await desk.colleagues.byPerson(personKey);
  const manager = await desk.colleagues.managerOf({ personKey, managerId: account?.managerId ?? null });
  return manager?.aadObjectId === member.aadObjectId;
}

/** Colleagues of the same unit who work here now and have an account of their own, by name. */
export async function findColleagues(personKey: string, limit: number, desk: RequestDesk): Promise<DeskPerson[]> {
  const person = await desk.stores.people.find(personKey);
  if (person === null) return [];
  const { policy } = await desk.loadPolicy();
  const calendars = createCalendars(nowOf(desk), policy);
  const unitOf = (one: Person) => {
    const { phase, primary } = judgePerson(one, policy, nowOf(desk), calendars);
    return phase === 'active' ? primary?.unitKey : undefined;
  };
  const unitKey = judgePerson(person, policy, nowOf(desk)).primary?.unitKey;
  if (unitKey === undefined) return [];
  const near = (await desk.stores.people.loadAll()).people
    .filter((one) => one.personKey !== personKey && one.employments.some((job) => job.unitKey === unitKey))
    .filter((one) => unitOf(one) === unitKey)
    .sort((a, b) => (plainName(a) < plainName(b) ? -1 : 1));
  const found: DeskPerson[] = [];
  for (const one of near) {
    if (found.length >= limit) break;
    const described = await describePerson(one, desk);
    if (described.aadObjectId !== null) found.push(described);
  }
  return found;
}
