import type { UrgentExit } from '../../../models/grant.ts';
import type { Lifecycle } from '../../../models/lifecycle.ts';
import type { CalendarDate, Person } from '../../../models/person.ts';
import type { World } from '../survey-world.ts';
import type { Calendar } from './calendar.ts';
import { contractEndOf, lastWorkingDayOf } from './employment-ends.ts';
import type { Standing } from './judge-standing.ts';

/** What besides HR's dates lets a plan change by itself. */
export interface Changing {
  lifecycle: Lifecycle;
  /** How many days after the last day of a contract something happens: access goes, the account goes, a role is handed over. */
  daysAfterEnd: readonly number[];
  /** When urgent exits next begin or are lifted (epoch ms), by person key. */
  urgentMoments: ReadonlyMap<string, number>;
}

export function whatChanges(world: Pick<World, 'input' | 'now' | 'rolesWithHandOver'>): Changing {
  const { lifecycle } = world.input.policy.policy;
  const handOvers = [...world.rolesWithHandOver.values()].map((role) => role.keepAfterLossDays);
  const waits = [0, lifecycle.removeAccessDaysAfterEnd, lifecycle.deleteDaysAfterEnd, ...handOvers];
  return {
    lifecycle,
    daysAfterEnd: [...new Set(waits.map((days) => days + 1))],
    urgentMoments: findUrgentMoments(world.input.urgentExits, world.now),
  };
}

function findUrgentMoments(exits: readonly UrgentExit[], now: number): Map<string, number> {
  const moments = new Map<string, number>();
  for (const { personKey, fromAt, liftedAt } of exits) {
    for (const instant of liftedAt === null ? [fromAt] : [fromAt, liftedAt]) {
      const moment = Date.parse(instant);
      if (moment > now) moments.set(personKey, Math.min(moment, moments.get(personKey) ?? moment));
    }
  }
  return moments;
}

/**
 * The instant (epoch ms) at which HR's dates next change what somebody should have, or null when they never do. Grants, hand-overs and
 * rules about the time have instants of their own.
 */
export function nextMoment(person: Person, standing: Standing, changing: Changing): number | null {
  const { calendar } = standing;
  const { lifecycle } = changing;
  let next: CalendarDate | null = null;
  for (const employment of person.employments) {
    const { startsOn } = employment;
    if (startsOn !== undefined && startsOn > calendar.today)
      next = soonest(next, startsOn, [-lifecycle.createDaysBeforeStart, 0], calendar);
    next = soonest(next, lastWorkingDayOf(employment), dayAfter, calendar);
    next = soonest(next, contractEndOf(employment), changing.daysAfterEnd, calendar);
  }
  for (const { startsOn, endsOn } of person.leaves) {
    next = soonest(next, startsOn, sameDay, calendar);
    next = soonest(next, endsOn, dayAfter, calendar);
  }
  const midnight = next === null ? null : calendar.instantOf(next);
  const urgent = changing.urgentMoments.get(person.personKey) ?? null;
  return earlier(urgent, earlier(midnight, enableMoment(standing, lifecycle)));
}

const sameDay: readonly number[] = [0];
const dayAfter: readonly number[] = [1];

/** The earliest day after today of what is known already and of the days that lie so many days from a date. */
function soonest(
  known: CalendarDate | null,
  date: CalendarDate | undefined,
  distances: readonly number[],
  calendar: Calendar,
): CalendarDate | null {
  if (date === undefined) return known;
  let next = known;
  for (const days of distances) {
    // Comparing first spares the arithmetic for dates long gone, which are most.
    if (days <= 0 && date <= calendar.today) continue;
    const day = days === 0 ? date : calendar.plusDays(date, days);
    if (day > calendar.today && (next === null || day < next)) next = day;
  }
  return next;
}

/** The moment of today at which somebody who is expected today is let in. */
function enableMoment({ phase, startsOn, calendar }: Standing, { enableAt }: Lifecycle): number | null {
  const isExpected = phase === 'before-start' && startsOn !== null && startsOn === calendar.today;
  return isExpected ? calendar.instantOf(calendar.today, enableAt) : null;
}

/** The earlier of two moments; null is never. */
export function earlier(a: number | null, b: number | null): number | null {
  if (a === null) return b;
  return b === null ? a : Math.min(a, b);
}
