import type { Grant } from '../../../models/grant.ts';
import type { Leave, Person } from '../../../models/person.ts';
import type { Calendar } from '../life/calendar.ts';
import { earlier } from '../life/next-moment.ts';

/** From when until when a grant holds, in epoch ms; `until` is exclusive, null is open-ended. */
export interface Period {
  from: number;
  until: number | null;
}

/** A grant with its period as HR's dates make it now; null when HR withdrew what it rested on. */
export interface DatedGrant {
  grant: Grant;
  period: Period | null;
}

/**
 * When a grant holds. A replacement moves with the leave of the absent person as HR has it now: the leave it names, or else the one that
 * touches the period that was approved, or else the next one. Without any leave it has lost its ground.
 * @param absent - the person that a replacement follows, with the days of that person's own time zone; null when HR does not know them
 */
export function dateGrant(grant: Grant, absent: { person: Person; calendar: Calendar } | null): DatedGrant {
  const own: Period = {
    from: Date.parse(grant.startsAt),
    until: grant.endsAt === null ? null : Date.parse(grant.endsAt),
  };
  if (grant.follows === null) return { grant, period: own };
  if (absent === null) return { grant, period: null };
  const { leaveKey } = grant.follows;
  const periods = absent.person.leaves
    .filter((leave) => leaveKey === null || leave.leaveKey === undefined || leave.leaveKey === leaveKey)
    .map((leave) => periodOf(leave, absent.calendar))
    .sort((a, b) => a.from - b.from || endOf(b) - endOf(a));
  const touching = periods.find((period) => touches(period, own)) ?? periods.find(({ from }) => from >= own.from);
  return { grant, period: touching ?? periods[periods.length - 1] ?? null };
}

/** Of leaves that begin alike the longest counts, whatever their order. */
const endOf = ({ until }: Period): number => until ?? Number.MAX_SAFE_INTEGER;

function periodOf({ startsOn, endsOn }: Leave, calendar: Calendar): Period {
  const until = endsOn === undefined ? null : calendar.instantOf(calendar.plusDays(endsOn, 1));
  return { from: calendar.instantOf(startsOn), until };
}

const touches = (a: Period, b: Period): boolean =>
  (a.until === null || b.from < a.until) && (b.until === null || a.from < b.until);

export function isInForce({ period }: DatedGrant, now: number): boolean {
  return period !== null && period.from <= now && (period.until === null || now < period.until);
}

/** The next moment at which a grant begins or ends; null when neither is to come. */
export function nextOfGrant({ period }: DatedGrant, now: number): number | null {
  if (period === null) return null;
  return earlier(
    period.from > now ? period.from : null,
    period.until !== null && period.until > now ? period.until : null,
  );
}

/** The next moment at which any of somebody's grants begins or ends. */
export const nextOfGrants = (grants: readonly DatedGrant[] = [], now: number): number | null =>
  grants.reduce<number | null>((next, dated) => earlier(next, nextOfGrant(dated, now)), null);
