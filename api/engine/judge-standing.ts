import type { CalendarDate, Employment, Person } from '../../models/person.ts';
import type { Calendar } from './calendar.ts';

/**
 * Where somebody stands towards the organisation today.
 *
 * | phase          | when                                                             | account            |
 * | -------------- | ---------------------------------------------------------------- | ------------------ |
 * | `unknown`      | nothing active or near, and an employment without a start date   | waits              |
 * | `early`        | the first day is further off than accounts are prepared          | none yet           |
 * | `before-start` | nothing active, and a first day within the days of preparation   | disabled, prepared |
 * | `active`       | at least one employment holds today                              | enabled            |
 * | `ended`        | the last employment has ended                                    | disabled, then gone|
 * | `inactive`     | the source says "not active" without saying since when           | disabled           |
 */
export type Phase = 'unknown' | 'early' | 'before-start' | 'active' | 'ended' | 'inactive';

export interface Standing {
  phase: Phase;
  /** The employment that gives the attributes; null when there is none to speak of. */
  primary: Employment | null;
  /** The employments that give access, by union. */
  entitling: readonly Employment[];
  /** First day of what is active or comes next. */
  startsOn: CalendarDate | null;
  /** Last day of what has ended. */
  endedOn: CalendarDate | null;
  /** Access has to be gone. */
  accessEnded: boolean;
  /** The account has to be deleted. */
  deletionDue: boolean;
}

export function judgeStanding(person: Person, calendar: Calendar): Standing {
  const dated = person.employments.filter((employment) => employment.startsOn !== undefined);
  const times = dated.map((employment) => ({ employment, time: timeOf(employment, calendar.today) }));
  const at = (time: Time) => times.filter((entry) => entry.time === time).map((entry) => entry.employment);
  const [active, future, past] = [at('active'), at('future'), at('past')];
  const nextOn = least(future.map((employment) => employment.startsOn));
  const endedOn = greatest(past.map((employment) => employment.endsOn));
  const none = { entitling: [], startsOn: null, endedOn, accessEnded: false, deletionDue: false };

  if (dated.length === 0 && person.isActive !== false) return { ...none, phase: 'unknown', primary: null };
  if (person.isActive === false && (active.length > 0 || dated.length === 0 || past.length === 0)) {
    const primary = choosePrimary(active) ?? choosePrimary(future) ?? choosePrimary(past);
    return { ...none, phase: 'inactive', primary, accessEnded: true };
  }
  if (active.length > 0) {
    return {
      ...none,
      phase: 'active',
      primary: choosePrimary(active),
      entitling: active,
      startsOn: least(active.map((e) => e.startsOn)),
    };
  }
  if (nextOn !== null && nextOn <= calendar.preparedUntil && person.isActive !== false) {
    const next = future.filter((employment) => employment.startsOn === nextOn);
    return { ...none, phase: 'before-start', primary: choosePrimary(next), entitling: next, startsOn: nextOn };
  }
  if (person.isActive !== false && person.employments.some((employment) => isUndated(employment, calendar.today))) {
    return { ...none, phase: 'unknown', primary: null };
  }
  if (endedOn === null) return { ...none, phase: 'early', primary: choosePrimary(future), startsOn: nextOn };
  return {
    ...none,
    phase: 'ended',
    primary: choosePrimary(future) ?? choosePrimary(past),
    startsOn: nextOn,
    accessEnded: endedOn < calendar.accessEndsBefore,
    deletionDue: nextOn === null && endedOn < calendar.deletedBefore,
  };
}

/** It may hold today: a missing start date must not look like an exit. */
function isUndated({ startsOn, endsOn }: Employment, today: CalendarDate): boolean {
  return startsOn === undefined && (endsOn === undefined || endsOn >= today);
}

type Time = 'active' | 'future' | 'past';

function timeOf(employment: Employment, today: CalendarDate): Time {
  if (employment.startsOn !== undefined && employment.startsOn > today) return 'future';
  return employment.endsOn !== undefined && employment.endsOn < today ? 'past' : 'active';
}

/**
 * The employment that gives the attributes, of several of the same time: the one the source calls primary, else the highest
 * fte, the latest start, the lowest key.
 */
export function choosePrimary(employments: readonly Employment[]): Employment | null {
  let best: Employment | null = null;
  for (const employment of employments) {
    if (best === null || comesBefore(employment, best)) best = employment;
  }
  return best;
}

function comesBefore(a: Employment, b: Employment): boolean {
  if ((a.isPrimary === true) !== (b.isPrimary === true)) return a.isPrimary === true;
  if ((a.fte ?? 0) !== (b.fte ?? 0)) return (a.fte ?? 0) > (b.fte ?? 0);
  if ((a.startsOn ?? '') !== (b.startsOn ?? '')) return (a.startsOn ?? '') > (b.startsOn ?? '');
  return a.employmentKey < b.employmentKey;
}

const least = (dates: readonly (CalendarDate | undefined)[]): CalendarDate | null =>
  dates.reduce<CalendarDate | null>(
    (found, date) => (date !== undefined && (found === null || date < found) ? date : found),
    null,
  );

const greatest = (dates: readonly (CalendarDate | undefined)[]): CalendarDate | null =>
  dates.reduce<CalendarDate | null>(
    (found, date) => (date !== undefined && (found === null || date > found) ? date : found),
    null,
  );
