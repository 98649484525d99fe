import type { Grant } from '../../../models/grant.ts';
import type { LeaveMode, LeavePolicy } from '../../../models/lifecycle.ts';
import type { CalendarDate, Leave } from '../../../models/person.ts';

const strictness: Readonly<Record<LeaveMode, number>> = { unchanged: 0, 'keep-in-touch': 1, disabled: 2 };

/**
 * How somebody's access is meant to be during one leave, over what the policy says: the leave of that key, or, where the source gives no keys,
 * those that touch the days (in UTC, which is near enough to tell leaves apart) that were approved.
 */
export interface ChosenLeaveMode {
  leaveKey: string | null;
  startsOn: CalendarDate;
  endsOn: CalendarDate | null;
  mode: LeaveMode;
}

/** What was chosen with replacements that follow a leave, by the key of the person who is away. A replacement that was ended follows none. */
export function chosenLeaveModes(grants: readonly Grant[]): Map<string, ChosenLeaveMode[]> {
  const modes = new Map<string, ChosenLeaveMode[]>();
  for (const { follows, leaveMode, startsAt, endsAt } of grants) {
    if (follows === null || leaveMode === undefined) continue;
    const { personKey, leaveKey } = follows;
    const chosen = {
      leaveKey,
      startsOn: dayOf(startsAt),
      endsOn: endsAt === null ? null : dayOf(endsAt),
      mode: leaveMode,
    };
    modes.set(personKey, [...(modes.get(personKey) ?? []), chosen]);
  }
  return modes;
}

const dayOf = (instant: string): CalendarDate => new Date(Date.parse(instant)).toISOString().slice(0, 10);

/**
 * What the leaves of a day do to access: of several the strictest; `unchanged` when there is none. Days are inclusive.
 * @param chosen - what somebody chose for one of these leaves when they arranged the replacement
 */
export function judgeLeave(
  leaves: readonly Leave[],
  policy: LeavePolicy,
  { today, chosen = [] }: { today: CalendarDate; chosen?: readonly ChosenLeaveMode[] },
): LeaveMode {
  let strictest: LeaveMode = 'unchanged';
  for (const leave of leaves) {
    const { startsOn, endsOn, kind } = leave;
    if (startsOn > today || (endsOn !== undefined && endsOn < today)) continue;
    const byPolicy = (kind === undefined ? undefined : policy.kinds[kind]) ?? policy.mode;
    const mode = strictestOf(chosen.filter((one) => isAbout(one, leave))) ?? byPolicy;
    if (strictness[mode] > strictness[strictest]) strictest = mode;
  }
  return strictest;
}

function isAbout(chosen: ChosenLeaveMode, leave: Leave): boolean {
  if (chosen.leaveKey !== null && leave.leaveKey !== undefined) return chosen.leaveKey === leave.leaveKey;
  const beginsInTime = chosen.endsOn === null || leave.startsOn <= chosen.endsOn;
  return beginsInTime && (leave.endsOn === undefined || chosen.startsOn <= leave.endsOn);
}

function strictestOf(chosen: readonly ChosenLeaveMode[]): LeaveMode | null {
  return chosen.reduce<LeaveMode | null>(
    (most, { mode }) => (most === null || strictness[mode] > strictness[most] ? mode : most),
    null,
  );
}
