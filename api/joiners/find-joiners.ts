import type { CalendarDate, Employment, Person } from '../../models/person.ts';
import type { Policy } from '../../models/policy.ts';
import { judgePerson } from '../colleagues/judge-person.ts';
import { createCalendars } from '../engine/life/calendar.ts';
import type { Standing } from '../engine/life/judge-standing.ts';

/** Somebody who starts soon, or started a few days ago. Days are those of their own zone. */
export interface Joiner {
  person: Person;
  standing: Standing;
  startsOn: CalendarDate;
  /** Whether the first day has come. */
  hasStarted: boolean;
  isFirstDay: boolean;
}

/** Somebody counts as a joiner until this many days after the first day. */
export const joinerDays = 7;

/** Everybody who starts within the days of the policy, or started in the last few. Who goes on from one contract into another is none. */
export function findJoiners(people: readonly Person[], policy: Policy, now: string): Joiner[] {
  const calendars = createCalendars(now, policy);
  const { usual } = calendars;
  // A day of slack: people are in other zones.
  const from = usual.plusDays(usual.today, -joinerDays - 1);
  const until = usual.plusDays(usual.today, policy.joiners.tellDaysBefore + 1);
  const isNear = ({ startsOn }: Employment) => startsOn !== undefined && startsOn >= from && startsOn <= until;
  return people
    .filter(({ employments }) => employments.some(isNear))
    .flatMap((person) => toJoiner(person, judgePerson(person, policy, now, calendars), policy));
}

/** The joiner that somebody is, or none. */
export function toJoiner(
  person: Person,
  standing: Standing,
  { joiners, lifecycle }: Pick<Policy, 'joiners' | 'lifecycle'>,
): Joiner[] {
  const { startsOn, calendar, phase } = standing;
  if (startsOn === null || !['early', 'before-start', 'active'].includes(phase)) return [];
  const { today } = calendar;
  if (startsOn > calendar.plusDays(today, joiners.tellDaysBefore)) return [];
  if (startsOn < calendar.plusDays(today, -joinerDays)) return [];
  const gapDays = Math.max(joinerDays, lifecycle.createDaysBeforeStart);
  if (wasHereBefore(person, startsOn, calendar.plusDays(startsOn, -gapDays - 1))) return [];
  return [{ person, standing, startsOn, hasStarted: startsOn <= today, isFirstDay: startsOn === today }];
}

/**
 * Whether somebody worked here until so shortly before that the account went on being theirs: HR often writes a move down with a
 * weekend in between. A pass for such an account would be one for what its owner has been using all along.
 */
const wasHereBefore = ({ employments }: Person, startsOn: CalendarDate, since: CalendarDate): boolean =>
  employments.some(
    (one) => one.startsOn !== undefined && one.startsOn < startsOn && (one.endsOn === undefined || one.endsOn >= since),
  );
