import type { CalendarDate, Employment } from '../../models/person.ts';

/** The last day of the contract (inclusive), or undefined when it is open-ended. A last working day alone ends the contract as well. */
export function contractEndOf({ endsOn, lastWorkingDayOn }: Employment): CalendarDate | undefined {
  return endsOn ?? lastWorkingDayOn;
}

/** The last day somebody works (inclusive): never after the end of the contract. */
export function lastWorkingDayOf(employment: Employment): CalendarDate | undefined {
  const { lastWorkingDayOn } = employment;
  const end = contractEndOf(employment);
  if (lastWorkingDayOn === undefined || end === undefined) return end;
  const isEarlier = lastWorkingDayOn < end;
  return isEarlier ? lastWorkingDayOn : end;
}
