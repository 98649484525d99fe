import type { LeaveMode, LeavePolicy } from '../../models/lifecycle.ts';
import type { CalendarDate, Leave } from '../../models/person.ts';

const strictness: readonly LeaveMode[] = ['unchanged', 'keep-in-touch', 'disabled'];

/** What the leaves of a day do to access: of several the strictest; `unchanged` when there is none. Days are inclusive. */
export function judgeLeave(leaves: readonly Leave[], policy: LeavePolicy, today: CalendarDate): LeaveMode {
  let strictest = 0;
  for (const { startsOn, endsOn, kind } of leaves) {
    if (startsOn > today || (endsOn !== undefined && endsOn < today)) continue;
    const mode = (kind === undefined ? undefined : policy.kinds[kind]) ?? policy.mode;
    strictest = Math.max(strictest, strictness.indexOf(mode));
  }
  return strictness[strictest] ?? 'unchanged';
}
