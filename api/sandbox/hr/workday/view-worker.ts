import type { CalendarDate, Employment, Leave, Person } from '../../../../models/person.ts';

/** A worker profile as Workday shows it on a day: the stay that holds then, with the jobs of that day. */
export interface WorkerView {
  startsOn: CalendarDate | undefined;
  endsOn: CalendarDate | undefined;
  /** On the day itself and after it, an end is a termination; before it, it is the end of a contract. */
  isTerminated: boolean;
  isToCome: boolean;
  primary: Employment;
  additional: Employment[];
}

/** Employments that follow each other without a day in between. */
export interface Stay {
  startsOn: CalendarDate | undefined;
  endsOn: CalendarDate | undefined;
  employments: Employment[];
}

/** Contingent workers have a profile of their own. */
export const isContingent = ({ kind }: Employment): boolean => kind === 'contingent' || kind === 'external';

/** What each profile of somebody holds: employee first. Whoever has no employment is an employee without dates. */
export function splitProfiles({
  personKey,
  employments,
}: Person): { isContingent: boolean; employments: Employment[] }[] {
  if (employments.length === 0)
    return [{ isContingent: false, employments: [{ employmentKey: personKey, kind: 'employee' }] }];
  return [false, true].flatMap((contingent) => {
    const own = employments.filter((one) => isContingent(one) === contingent);
    return own.length === 0 ? [] : [{ isContingent: contingent, employments: own }];
  });
}

/** The stays of a profile, first to last. */
export function staysOf(employments: readonly Employment[]): Stay[] {
  const sorted = [...employments].sort((a, b) => compare(a.startsOn ?? '', b.startsOn ?? ''));
  const stays: Stay[] = [];
  for (const one of sorted) {
    const last = stays.at(-1);
    if (last !== undefined && (last.endsOn === undefined || (one.startsOn ?? '') <= dayAfter(last.endsOn))) {
      last.employments.push(one);
      last.endsOn = last.endsOn === undefined || one.endsOn === undefined ? undefined : max(last.endsOn, one.endsOn);
    } else stays.push({ startsOn: one.startsOn, endsOn: one.endsOn, employments: [one] });
  }
  return stays;
}

/** The last stay that has begun, or else the first. Stays before it are history, which Get_Workers does not tell. */
export function viewWorker(employments: readonly Employment[], on: CalendarDate): WorkerView {
  const stays = staysOf(employments);
  const stay = stays.filter(({ startsOn }) => (startsOn ?? '') <= on).at(-1) ?? (stays[0] as Stay);
  const day = stay.endsOn !== undefined && stay.endsOn < on ? stay.endsOn : max(on, stay.startsOn ?? on);
  const held = stay.employments.filter(({ startsOn, endsOn }) => (startsOn ?? '') <= day && day <= (endsOn ?? '9999'));
  const [first = stay.employments[0] as Employment] = held;
  const primary = held.find(({ isPrimary }) => isPrimary) ?? first;
  return {
    startsOn: stay.startsOn,
    endsOn: stay.endsOn,
    isTerminated: stay.endsOn !== undefined && stay.endsOn <= on,
    isToCome: (stay.startsOn ?? '') > on,
    primary,
    additional: held.filter((one) => one !== primary),
  };
}

/** Leaves that have begun: those that last, and the last one that is over. */
export function leavesShown(leaves: readonly Leave[], on: CalendarDate): Leave[] {
  const begun = leaves.filter(({ startsOn }) => startsOn <= on);
  const over = begun.filter(({ endsOn }) => endsOn !== undefined && endsOn < on);
  const last = over.sort((a, b) => compare(b.endsOn ?? '', a.endsOn ?? ''))[0];
  return begun.filter((one) => !over.includes(one) || one === last);
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
const max = (one: string, other: string): string => (one > other ? one : other);

export const dayAfter = (day: CalendarDate): CalendarDate =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
