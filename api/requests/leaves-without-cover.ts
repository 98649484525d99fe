import type { Grant } from '../../models/grant.ts';
import type { Leave, Person } from '../../models/person.ts';
import { judgePerson } from '../colleagues/judge-person.ts';
import { createCalendars } from '../engine/life/calendar.ts';
import { plainName } from '../engine/names/compose-names.ts';
import { findSoleOwnerships } from './find-sole-ownerships.ts';
import type { RequestDesk } from './request-desk.ts';
import { nowOf } from './request-parts.ts';

/** The manager hears of a leave this many days before it. */
const daysAhead = 14;

/** Of the requests that are open, the newest so many are looked through. */
const mostOpen = 1000;

/** What was told of a leave is remembered this long after its end, or from now on while nobody knows the end. */
const keptDays = 90;
const keptDaysWithoutEnd = 730;

/**
 * Tells managers of leaves that run or begin soon and that nobody covers: once for a leave, and again when its dates moved.
 */
export async function tellLeavesWithoutCover(desk: RequestDesk): Promise<void> {
  const now = nowOf(desk);
  const { policy } = await desk.loadPolicy();
  const calendars = createCalendars(now, policy);
  const { usual } = calendars;
  // A day of slack: people are in other zones.
  const soon = usual.plusDays(usual.today, daysAhead + 1);
  const isNear = ({ startsOn, endsOn }: Leave) =>
    startsOn <= soon && (endsOn === undefined || endsOn >= usual.yesterday);
  const people = (await desk.stores.people.loadAll()).people.filter(({ leaves }) => leaves.some(isNear));
  if (people.length === 0) return;
  const covers = await coversOf(desk);
  for (const person of people) {
    const { calendar, phase } = judgePerson(person, policy, now, calendars);
    if (phase !== 'active') continue;
    const until = calendar.plusDays(calendar.today, daysAhead);
    for (const leave of person.leaves) {
      const isDue = leave.startsOn <= until && (leave.endsOn === undefined || leave.endsOn >= calendar.today);
      if (isDue && !isCovered(person, leave, covers)) await tellOnce(person, leave, desk);
    }
  }
}

interface Cover {
  absentKey: string;
  leaveKey: string | null;
  startsOn: string;
  endsOn: string | null;
}

/** Replacements that are given or asked for, by the leave or the days that they are about. */
async function coversOf({ stores, clock }: RequestDesk): Promise<Cover[]> {
  const grants = await stores.grants.list({ at: clock.now().toISOString() });
  const given = grants.flatMap(({ follows, startsAt, endsAt }: Grant): Cover[] =>
    follows === null
      ? []
      : [
          {
            absentKey: follows.personKey,
            leaveKey: follows.leaveKey,
            startsOn: startsAt.slice(0, 10),
            endsOn: endsAt?.slice(0, 10) ?? null,
          },
        ],
  );
  const requests = await stores.requests.list({ limit: mostOpen, states: ['open', 'approved'] });
  const asked = requests.flatMap(({ subject }) => (subject.kind === 'replacement' ? [subject] : []));
  return [...given, ...asked];
}

function isCovered({ personKey }: Person, leave: Leave, covers: readonly Cover[]): boolean {
  return covers.some(({ absentKey, leaveKey, startsOn, endsOn }) => {
    if (absentKey !== personKey) return false;
    if (leaveKey !== null && leave.leaveKey !== undefined) return leaveKey === leave.leaveKey;
    return leave.startsOn <= (endsOn ?? leave.startsOn) && startsOn <= (leave.endsOn ?? startsOn);
  });
}

async function tellOnce(person: Person, leave: Leave, desk: RequestDesk): Promise<void> {
  const account = await desk.stores.accounts.findByPersonKey(desk.directoryKey, person.personKey);
  const manager = await desk.colleagues.managerOf({
    personKey: person.personKey,
    managerId: account?.managerId ?? null,
  });
  if (manager === null || !manager.canAnswer) return;
  const setting = `leave-told:${person.personKey}:${leave.leaveKey ?? leave.startsOn}`;
  const mark = `${leave.startsOn} ${leave.endsOn ?? ''}`;
  if ((await desk.stores.settings.get(setting)) === mark) return;
  const { policy } = await desk.loadPolicy();
  await desk.notifier.tell({
    kind: 'leave-without-cover',
    leave: {
      personKey: person.personKey,
      name: plainName(person),
      leaveKey: leave.leaveKey ?? null,
      startsOn: leave.startsOn,
      endsOn: leave.endsOn ?? null,
      soleOwnerOf: findSoleOwnerships(account, policy.catalogue),
    },
    to: [manager.aadObjectId],
  });
  await desk.stores.settings.set(setting, mark, keepUntil(leave, desk));
}

function keepUntil({ endsOn }: Leave, { clock }: RequestDesk): string {
  const now = clock.now().getTime();
  const [from, days] = endsOn === undefined ? [now, keptDaysWithoutEnd] : [Math.max(now, Date.parse(endsOn)), keptDays];
  return new Date(from + days * 86_400_000).toISOString();
}
