import { numberOf, positionId, workerWid } from '../../../../api/sandbox/hr/workday/to-records.ts';
import { leaveWid } from '../../../../api/sandbox/hr/workday/to-worker-element.ts';
import {
  dayAfter,
  leavesShown,
  splitProfiles,
  staysOf,
  viewWorker,
  type WorkerView,
} from '../../../../api/sandbox/hr/workday/view-worker.ts';
import type { CalendarDate, Employment, Person, Unit } from '../../../../models/person.ts';

/** The day it is in Amsterdam. */
export const todayInAmsterdam = (now = new Date()): CalendarDate =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(now);

/**
 * Somebody as Get_Workers says them on a day. What is lost: initials, the partner's name apart, stays before the last one, kinds of leave,
 * leaves to come, a last day of work until the day before the end. What is different: names come as they are used; an employment has the
 * key of its profile; the primary job lasts as long as the stay; every profile has a number.
 */
export function asWorkdaySays(person: Person, on: CalendarDate = todayInAmsterdam()): Person {
  const profiles = splitProfiles(person);
  const employments = profiles.flatMap((profile) => employmentsOf(person, profile, on));
  const { initials: _initials, partnerName: _partner, partnerNamePrefix: _prefix, isActive: _active, ...rest } = person;
  const { birthName: _birth, birthNamePrefix: _birthPrefix, mobilePhone, workPhone, ...kept } = rest;
  const firstStay = viewWorker(profiles[0]?.employments ?? [], on);
  const day = firstStay.isToCome ? (firstStay.startsOn ?? on) : on;
  return {
    ...kept,
    ...surname(person),
    ...phone('mobilePhone', mobilePhone),
    ...phone('workPhone', workPhone),
    nameUse: 'as-given',
    employments: employments.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)),
    leaves: leavesShown(person.leaves, day).map((leave) => ({
      leaveKey: leaveWid(person.personKey, leave),
      startsOn: leave.startsOn,
      ...(leave.endsOn === undefined ? {} : { endsOn: leave.endsOn }),
    })),
  };
}

/** Units come as they are. */
export const asWorkdaySaysUnit = (unit: Unit): Unit => ({ ...unit });

const orderOf = ({ startsOn, employmentKey }: Employment): string => `${startsOn ?? ''} ${employmentKey}`;

const phone = (name: 'mobilePhone' | 'workPhone', number: string | undefined) =>
  number === undefined ? {} : { [name]: number.startsWith('+') ? number.replace(/\s/g, '') : number };

function surname(person: Person): { birthNamePrefix?: string; birthName?: string } {
  const birth = { prefix: person.birthNamePrefix, name: person.birthName };
  const partner = { prefix: person.partnerNamePrefix, name: person.partnerName };
  const use = person.nameUse;
  const [first, second] =
    partner.name === undefined || birth.name === undefined
      ? [birth.name === undefined ? partner : birth]
      : use === 'partner'
        ? [partner]
        : use === 'partner-birth'
          ? [partner, birth]
          : use === 'birth-partner'
            ? [birth, partner]
            : [birth];
  if (first?.name === undefined) return {};
  const tail = second === undefined ? '' : ` - ${second.prefix === undefined ? '' : `${second.prefix} `}${second.name}`;
  return {
    ...(first.prefix === undefined ? {} : { birthNamePrefix: first.prefix }),
    birthName: `${first.name}${tail}`,
  };
}

function employmentsOf(
  person: Person,
  { isContingent, employments }: ReturnType<typeof splitProfiles>[number],
  on: CalendarDate,
): Employment[] {
  const wid = workerWid(person.personKey, isContingent);
  const number = numberOf(employments, person.personKey);
  const now = viewWorker(employments, on);
  const first = now.isToCome ? viewWorker(employments, now.startsOn ?? on) : now;
  const told = jobsOf(first, { person, wid, number, on: now.isToCome ? (now.startsOn ?? on) : on });
  const later = staysOf(employments).filter(
    ({ startsOn }) => startsOn !== undefined && startsOn > on && startsOn !== now.startsOn,
  );
  return [
    ...told,
    ...later.flatMap(({ startsOn = on }) =>
      jobsOf(viewWorker(employments, startsOn), { person, wid, number, on: startsOn }).map((job) => ({
        ...job,
        employmentKey: `${job.employmentKey}@${startsOn}`,
      })),
    ),
  ];
}

interface Telling {
  person: Person;
  wid: string;
  number: string;
  on: CalendarDate;
}

function jobsOf(view: WorkerView, { person, wid, number, on }: Telling): Employment[] {
  // The look-ahead sees a termination a day before it.
  const lastWorkingDayOn =
    view.endsOn !== undefined && view.endsOn <= dayAfter(on) ? view.primary.lastWorkingDayOn : undefined;
  const told = (job: Employment, isPrimary: boolean): Employment => {
    const { managerPersonKey, employerName, employerKey, lastWorkingDayOn: _last, ...rest } = job;
    const company = employerKey ?? employerName;
    const told: Employment = {
      ...rest,
      employmentKey: isPrimary ? wid : `${wid}:${positionId(job)}`,
      employeeNumber: number,
      isPrimary,
      ...(company === undefined ? {} : { employerKey: company, employerName: employerName ?? company }),
      ...(managerPersonKey === undefined || managerPersonKey === person.personKey ? {} : { managerPersonKey }),
      ...(lastWorkingDayOn === undefined ? {} : { lastWorkingDayOn }),
    };
    if (!isPrimary) return told;
    const { startsOn: _start, endsOn: _end, ...primary } = told;
    return {
      ...primary,
      ...(view.startsOn === undefined ? {} : { startsOn: view.startsOn }),
      ...(view.endsOn === undefined ? {} : { endsOn: view.endsOn }),
    };
  };
  return [told(view.primary, true), ...view.additional.map((job) => told(job, false))];
}

/** Somebody as the report says them: without leaves. */
export function asWorkdayReportSays(person: Person): Person {
  const employments = person.employments.map(({ managerPersonKey, ...rest }) => ({
    ...rest,
    ...(managerPersonKey === undefined || managerPersonKey === person.personKey ? {} : { managerPersonKey }),
  }));
  return { ...person, employments, leaves: [] };
}
