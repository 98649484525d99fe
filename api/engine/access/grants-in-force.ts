import type { Grant } from '../../../models/grant.ts';
import type { Leave, Person } from '../../../models/person.ts';
import type { Calendar } from '../life/calendar.ts';
import { earlier } from '../life/next-moment.ts';

/** From when until when a grant holds, in epoch ms; `until` is exclusive, null is open-ended. */
export interface Period {
  from: number;
  until: number | null;
}

/**
 * A grant with its periods as HR's dates make them now, in their order and apart from each other. None is left when HR withdrew what it
 * rested on.
 */
export interface DatedGrant {
  grant: Grant;
  periods: readonly Period[];
}

/**
 * When a grant holds. A replacement moves with the leave of the absent person as HR has it now: the leave it names, in all its parts, or
 * else every leave that touches the period that was approved, or else the next one. A leave that was over before that period is another
 * one, unless it is the one that is named. Without any leave the grant has lost its ground.
 * @param absent - the person that a replacement follows, with the days of that person's own time zone; null when HR does not know them
 */
export function dateGrant(grant: Grant, absent: { person: Person; calendar: Calendar } | null): DatedGrant {
  const own: Period = {
    from: Date.parse(grant.startsAt),
    until: grant.endsAt === null ? null : Date.parse(grant.endsAt),
  };
  if (grant.follows === null) return { grant, periods: [own] };
  if (absent === null) return { grant, periods: [] };
  return { grant, periods: followLeaves(absent, grant.follows.leaveKey, own) };
}

function followLeaves(
  { person, calendar }: { person: Person; calendar: Calendar },
  key: string | null,
  own: Period,
): readonly Period[] {
  const periods = person.leaves
    .filter(({ leaveKey }) => key === null || leaveKey === undefined || leaveKey === key)
    .map((leave) => ({ ...periodOf(leave, calendar), isNamed: key !== null && leave.leaveKey === key }))
    .sort((a, b) => a.from - b.from);
  const touching = periods.filter((period) => touches(period, own));
  if (touching.length > 0) return join(touching);
  const [next] = join(periods.filter(({ from }) => from >= own.from));
  return next === undefined ? join(periods.filter(({ isNamed }) => isNamed)).slice(-1) : [next];
}

/** Makes one period of those that overlap or follow each other at once. */
function join(inOrder: readonly Period[]): readonly Period[] {
  const joined: Period[] = [];
  for (const { from, until } of inOrder) {
    const last = joined.at(-1);
    if (last === undefined || (last.until !== null && last.until < from)) joined.push({ from, until });
    else if (last.until !== null && (until === null || until > last.until)) last.until = until;
  }
  return joined;
}

function periodOf({ startsOn, endsOn }: Leave, calendar: Calendar): Period {
  const until = endsOn === undefined ? null : calendar.instantOf(calendar.plusDays(endsOn, 1));
  return { from: calendar.instantOf(startsOn), until };
}

const touches = (a: Period, b: Period): boolean =>
  (a.until === null || b.from < a.until) && (b.until === null || a.from < b.until);

const periodAt = ({ periods }: DatedGrant, now: number): Period | undefined =>
  periods.find(({ from, until }) => from <= now && (until === null || now < until));

export const isInForce = (dated: DatedGrant, now: number): boolean => periodAt(dated, now) !== undefined;

/** When what a grant gives now ends by itself (epoch ms); null when it does not, or is not in force. */
export const endOfGrant = (dated: DatedGrant, now: number): number | null => periodAt(dated, now)?.until ?? null;

/** The next moment at which a grant begins or ends; null when neither is to come. */
export function nextOfGrant({ periods }: DatedGrant, now: number): number | null {
  let next: number | null = null;
  for (const { from, until } of periods) {
    if (from > now) next = earlier(next, from);
    if (until !== null && until > now) next = earlier(next, until);
  }
  return next;
}

/** The next moment at which any of somebody's grants begins or ends. */
export const nextOfGrants = (grants: readonly DatedGrant[] = [], now: number): number | null =>
  grants.reduce<number | null>((next, dated) => earlier(next, nextOfGrant(dated, now)), null);
