import type { Person } from '../../models/person.ts';
import type { Policy } from '../../models/policy.ts';
import { type Calendars, createCalendars } from '../engine/life/calendar.ts';
import { judgeStanding, type Standing } from '../engine/life/judge-standing.ts';

/**
 * Where somebody stands at an instant: phase, primary employment, and the calendar of their own zone. Urgent exits aside.
 * @param calendars - those of that instant, for whoever asks for many people
 */
export function judgePerson(
  person: Person,
  policy: Policy,
  now: string,
  calendars: Calendars = createCalendars(now, policy),
): Standing {
  return judgeStanding(person, {
    calendars,
    lifecycle: policy.lifecycle,
    leave: policy.leave,
    urgentExits: new Map(),
  });
}

/** Whether HR has a leave that holds on that person's day of today. */
export function isOnLeave(person: Person, { calendar: { today } }: Standing): boolean {
  return person.leaves.some(({ startsOn, endsOn }) => startsOn <= today && (endsOn === undefined || today <= endsOn));
}
