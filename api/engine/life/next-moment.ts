import type { UrgentExit } from '../../../models/grant.ts';
import type { Lifecycle } from '../../../models/lifecycle.ts';
import type { CalendarDate, Person } from '../../../models/person.ts';
import type { World } from '../survey-world.ts';
import { contractEndOf, lastWorkingDayOf } from './employment-ends.ts';
import type { Standing } from './judge-standing.ts';

/** What besides HR's dates lets a plan change by itself. */
export interface Changing {
  lifecycle: Lifecycle;
  /** Days that roles stay after a contract ended, each once; without zero. */
  handOverDays: readonly number[];
  /** When urgent exits next begin or are lifted (epoch ms), by person key. */
  urgentMoments: ReadonlyMap<string, number>;
}

export function whatChanges(world: Pick<World, 'input' | 'now' | 'rolesWithHandOver'>): Changing {
  return {
    lifecycle: world.input.policy.policy.lifecycle,
    handOverDays: [...new Set([...world.rolesWithHandOver.values()].map((role) => role.keepAfterLossDays))],
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
  const consider = (date: CalendarDate | undefined, days: number): void => {
    // Comparing first spares the arithmetic for dates long gone, which are most.
    if (date === undefined || (days <= 0 && date <= calendar.today)) return;
    const day = days === 0 ? date : calendar.plusDays(date, days);
    if (day > calendar.today && (next === null || day < next)) next = day;
  };
  for (const employment of person.employments) {
    const { startsOn } = employment;
    if (startsOn !== undefined && startsOn > calendar.today) {
      consider(startsOn, -lifecycle.createDaysBeforeStart);
      consider(startsOn, 0);
    }
    consider(lastWorkingDayOf(employment), 1);
    const end = contractEndOf(employment);
    if (end === undefined) continue;
    consider(end, 1);
    consider(end, lifecycle.removeAccessDaysAfterEnd + 1);
    consider(end, lifecycle.deleteDaysAfterEnd + 1);
    for (const days of changing.handOverDays) consider(end, days + 1);
  }
  for (const { startsOn, endsOn } of person.leaves) {
    consider(startsOn, 0);
    consider(endsOn, 1);
  }
  const midnight = next === null ? null : calendar.instantOf(next);
  const urgent = changing.urgentMoments.get(person.personKey) ?? null;
  return earlier(urgent, earlier(midnight, enableMoment(standing, lifecycle)));
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
