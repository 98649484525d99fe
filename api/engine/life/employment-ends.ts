import type { CalendarDate, Employment } from '../../../models/person.ts';

/** The last day of the contract (inclusive), or undefined when it is open-ended. A last working day alone ends no contract. */
export function contractEndOf({ endsOn }: Employment): CalendarDate | undefined {
  return endsOn;
}

/** The last day somebody works (inclusive): never after the end of the contract. */
export function lastWorkingDayOf({ lastWorkingDayOn, endsOn }: Employment): CalendarDate | undefined {
  if (lastWorkingDayOn === undefined || endsOn === undefined) return lastWorkingDayOn ?? endsOn;
  const isEarlier = lastWorkingDayOn < endsOn;
  return isEarlier ? lastWorkingDayOn : endsOn;
}
