import type { LeaveMode, LeavePolicy } from '../../../models/lifecycle.ts';
import type { CalendarDate, Leave } from '../../../models/person.ts';

const strictness: Readonly<Record<LeaveMode, number>> = { unchanged: 0, 'keep-in-touch': 1, disabled: 2 };

/** What the leaves of a day do to access: of several the strictest; `unchanged` when there is none. Days are inclusive. */
export function judgeLeave(leaves: readonly Leave[], policy: LeavePolicy, today: CalendarDate): LeaveMode {
  let strictest: LeaveMode = 'unchanged';
  for (const { startsOn, endsOn, kind } of leaves) {
    if (startsOn > today || (endsOn !== undefined && endsOn < today)) continue;
    const mode = (kind === undefined ? undefined : policy.kinds[kind]) ?? policy.mode;
    if (strictness[mode] > strictness[strictest]) strictest = mode;
  }
  return strictest;
}
