import type { UrgentExit } from '../../../models/grant.ts';
import type { LeaveMode, LeavePolicy, Lifecycle } from '../../../models/lifecycle.ts';
import type { CalendarDate, Employment, Person } from '../../../models/person.ts';
import type { Calendar, Calendars } from './calendar.ts';
import { choosePrimary } from './choose-primary.ts';
import { contractEndOf, lastWorkingDayOf } from './employment-ends.ts';
import { type ChosenLeaveMode, judgeLeave } from './judge-leave.ts';

/**
 * Where somebody stands towards the organisation today, in the time zone of the primary employment.
 *
 * | phase          | when                                                             | account            |
 * | -------------- | ---------------------------------------------------------------- | ------------------ |
 * | `unknown`      | nothing active or near, and an employment without a start date   | waits              |
 * | `early`        | the first day is further off than accounts are prepared          | none yet           |
 * | `before-start` | nothing active, and a first day within the days of preparation   | disabled, prepared |
 * | `active`       | at least one employment is worked in today                       | enabled            |
 * | `between-ends` | the last working day is over, the contract runs on               | disabled, the rest stays |
 * | `ended`        | the last contract has ended                                      | disabled, then gone|
 * | `inactive`     | the source says "not active" without saying since when           | disabled           |
 *
 * Where several sources name somebody and one of them says "not active", that ends what this one says: the others' employments decide, and
 * without any that holds or comes soon the phase is `inactive`.
 */
export type Phase = 'unknown' | 'early' | 'before-start' | 'active' | 'between-ends' | 'ended' | 'inactive';

export interface Standing {
  phase: Phase;
  calendar: Calendar;
  /** The employment that gives the attributes; null when there is none to speak of. */
  primary: Employment | null;
  /** The employments that give access, by union. */
  entitling: readonly Employment[];
  /** First day of what is active or comes next. */
  startsOn: CalendarDate | null;
  /** Last day of what has ended: the last working day while the contract runs on. */
  endedOn: CalendarDate | null;
  /** Access has to be gone. */
  accessEnded: boolean;
  /** The account has to be deleted. */
  deletionDue: boolean;
  /** What a leave of today does; `unchanged` when there is none. */
  leave: LeaveMode;
  /** The urgent exit that is in force. */
  urgent: UrgentExit | null;
  /** Whether the account has to be enabled: active, not away in a way that disables, not sent out. */
  enabled: boolean;
}

/** What standings are judged by. */
export interface Judging {
  calendars: Calendars;
  lifecycle: Lifecycle;
  leave: LeavePolicy;
  /** What was chosen for the leaves of people who are stood in for, by person key. */
  leaveModes?: ReadonlyMap<string, readonly ChosenLeaveMode[]>;
  /** Urgent exits in force, by person key. */
  urgentExits: ReadonlyMap<string, UrgentExit>;
}

export function judgeStanding(person: Person, judging: Judging): Standing {
  const calendar = findCalendar(person, judging);
  const { phase, primary, entitling, startsOn, endedOn, accessEnded, deletionDue } = judgePhase(
    person,
    calendar,
    judging.lifecycle,
  );
  const mayBeAway = phase === 'active' && person.leaves.length > 0;
  const leave = mayBeAway ? leaveOf(person, judging, calendar) : 'unchanged';
  const urgent = judging.urgentExits.get(person.personKey) ?? null;
  const enabled = phase === 'active' && leave !== 'disabled' && urgent === null;
  // Written out, not spread: this runs for everybody at every plan.
  return {
    phase,
    calendar,
    primary,
    entitling,
    startsOn,
    endedOn,
    accessEnded,
    deletionDue,
    leave,
    urgent,
    enabled,
  };
}

function leaveOf(person: Person, { leave, leaveModes }: Judging, { today }: Calendar): LeaveMode {
  const chosen = leaveModes?.get(person.personKey);
  return judgeLeave(person.leaves, leave, chosen === undefined ? { today } : { today, chosen });
}

/**
 * The zone follows from where the primary employment is; which one that is, is asked on the usual calendar. On the day on which it follows
 * another one, that one's zone still counts: a move around the world happens once, at the midnight of the place that is left.
 */
function findCalendar(person: Person, { calendars, lifecycle }: Judging): Calendar {
  const { usual } = calendars;
  const [only] = person.employments;
  if (!calendars.differ || only === undefined) return usual;
  if (person.employments.length === 1) return calendars.at(only);
  const primary = judgePhase(person, usual, lifecycle).primary ?? only;
  const isFirstDay = primary.startsOn === usual.today;
  const before = person.employments.filter((employment) => contractEndOf(employment) === usual.yesterday);
  return calendars.at((isFirstDay ? choosePrimary(before) : null) ?? primary);
}

type PhaseOf = Omit<Standing, 'calendar' | 'leave' | 'urgent' | 'enabled'>;

function judgePhase(person: Person, calendar: Calendar, lifecycle: Lifecycle): PhaseOf {
  const { today } = calendar;
  const steady = judgeSteady(person, today);
  if (steady !== null) return steady;
  const { working, waning, future, past, undated, revoked } = sortEmployments(person.employments, today, lifecycle);
  const isOut = person.isActive === false;
  const endedOn = greatest(past, contractEndOf);
  const none = { entitling: [], startsOn: null, endedOn, accessEnded: false, deletionDue: false };
  const running = working.length > 0 || waning.length > 0;
  const dated = running || future.length > 0 || past.length > 0 || revoked.length > 0;
  if (!dated && !isOut) return { ...none, phase: 'unknown', primary: null };
  if (isOut && (running || !dated || past.length === 0)) {
    const primary = choosePrimary(working) ?? choosePrimary(waning) ?? choosePrimary(future) ?? choosePrimary(past);
    return { ...none, phase: 'inactive', primary, accessEnded: true };
  }
  if (working.length > 0) return judgeWorking({ working, waning, past }, calendar, none);
  if (waning.length > 0) {
    const lastDay = greatest(waning, lastWorkingDayOf);
    return { ...none, phase: 'between-ends', primary: choosePrimary(waning), endedOn: lastDay };
  }
  const nextOn = least(future);
  if (nextOn !== null && nextOn <= calendar.preparedUntil && !isOut) {
    const next = future.filter((employment) => employment.startsOn === nextOn);
    return { ...none, phase: 'before-start', primary: choosePrimary(next), entitling: next, startsOn: nextOn };
  }
  if (!isOut && undated) return { ...none, phase: 'unknown', primary: null };
  if (revoked.length > 0) return { ...none, phase: 'inactive', primary: choosePrimary(revoked), accessEnded: true };
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

/** Nearly everybody: one open-ended contract that began before today. */
function judgeSteady({ employments, isActive }: Person, today: CalendarDate): PhaseOf | null {
  const [only] = employments;
  if (only?.startsOn === undefined || employments.length > 1 || isActive === false) return null;
  if (only.startsOn >= today || only.endsOn !== undefined || only.lastWorkingDayOn !== undefined) return null;
  const { startsOn } = only;
  const none = { endedOn: null, accessEnded: false, deletionDue: false };
  return { phase: 'active', primary: only, entitling: employments, startsOn, ...none };
}

/** Before the time of the first day at which accounts are enabled somebody is still expected; a change of contract is no first day. */
function judgeWorking(
  { working, waning, past }: Pick<Sorted, 'working' | 'waning' | 'past'>,
  calendar: Calendar,
  none: Omit<PhaseOf, 'phase' | 'primary'>,
): PhaseOf {
  const startsOn = least(working);
  const isFirstDay =
    startsOn === calendar.today &&
    waning.length === 0 &&
    !past.some((employment) => contractEndOf(employment) === calendar.yesterday);
  const phase = isFirstDay && !calendar.enableTimeHasCome ? 'before-start' : 'active';
  const entitling = waning.length === 0 ? working : [...working, ...waning];
  return { ...none, phase, primary: choosePrimary(working), entitling, startsOn };
}

interface Sorted {
  /** Worked in today. */
  working: Employment[];
  /** The last working day is over, the contract is not. */
  waning: Employment[];
  future: Employment[];
  past: Employment[];
  /** There is one that may hold today and has no start date: that must not look like an exit. */
  undated: boolean;
  /** Not over by their dates, of a source that says "not active". */
  revoked: Employment[];
}

function sortEmployments(employments: readonly Employment[], today: CalendarDate, lifecycle: Lifecycle): Sorted {
  const sorted: Sorted = { working: [], waning: [], future: [], past: [], undated: false, revoked: [] };
  const workEnd = lifecycle.disableAfter === 'contract-end' ? contractEndOf : lastWorkingDayOf;
  for (const employment of employments) {
    const end = contractEndOf(employment);
    const isOver = end !== undefined && end < today;
    if (employment.statedBy?.isRevoked === true && !isOver) sorted.revoked.push(employment);
    else if (employment.startsOn === undefined) sorted.undated ||= !isOver;
    else if (employment.startsOn > today) sorted.future.push(employment);
    else if (isOver) sorted.past.push(employment);
    else if ((workEnd(employment) ?? today) < today) sorted.waning.push(employment);
    else sorted.working.push(employment);
  }
  return sorted;
}

function least(employments: readonly Employment[]): CalendarDate | null {
  let found: CalendarDate | null = null;
  for (const { startsOn } of employments)
    if (startsOn !== undefined && (found === null || startsOn < found)) found = startsOn;
  return found;
}

function greatest(
  employments: readonly Employment[],
  endOf: (employment: Employment) => CalendarDate | undefined,
): CalendarDate | null {
  let found: CalendarDate | null = null;
  for (const employment of employments) {
    const end = endOf(employment);
    if (end !== undefined && (found === null || end > found)) found = end;
  }
  return found;
}
