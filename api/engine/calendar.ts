import { DateTime } from 'luxon';
import type { CalendarDate } from '../../models/person.ts';
import type { Policy } from '../../models/policy.ts';

/**
 * The days that decide, worked out once for a run. All are calendar dates in the policy's time zone, so that comparing
 * two of them as text compares them in time.
 */
export interface Calendar {
  today: CalendarDate;
  /** Accounts exist for whoever starts on or before this day. */
  preparedUntil: CalendarDate;
  /** Access is gone for whoever ended before this day. */
  accessEndsBefore: CalendarDate;
  /** Accounts are deleted for whoever ended before this day. */
  deletedBefore: CalendarDate;
}

/**
 * @param now - an instant, ISO 8601
 */
export function createCalendar(now: string, policy: Pick<Policy, 'timeZone' | 'lifecycle'>): Calendar {
  const today = DateTime.fromISO(now, { zone: policy.timeZone });
  const { createDaysBeforeStart, removeAccessDaysAfterEnd, deleteDaysAfterEnd } = policy.lifecycle;
  return {
    today: today.toFormat('yyyy-MM-dd'),
    preparedUntil: today.plus({ days: createDaysBeforeStart }).toFormat('yyyy-MM-dd'),
    accessEndsBefore: today.minus({ days: removeAccessDaysAfterEnd }).toFormat('yyyy-MM-dd'),
    deletedBefore: today.minus({ days: deleteDaysAfterEnd }).toFormat('yyyy-MM-dd'),
  };
}
