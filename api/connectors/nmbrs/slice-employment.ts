import { DateTime } from 'luxon';
import type { CalendarDate, Employment } from '../../../models/person.ts';
import type { ManagerRef } from './draft.ts';
import { type Dated, holdsOn } from './periods.ts';

/** What of an employee holds from a payroll period, or a day, on. */
export interface Histories {
  units: readonly Dated<Pick<Employment, 'unitKey'>>[];
  functions: readonly Dated<Pick<Employment, 'functionKey' | 'functionTitle'>>[];
  costCentres: readonly Dated<Pick<Employment, 'costCentre'>>[];
  schedules: readonly Dated<Pick<Employment, 'fte'>>[];
  managers: readonly Dated<ManagerRef>[];
}

/** One employment from one change to the next. */
export interface Slice {
  employment: Employment;
  manager: ManagerRef | null;
}

/**
 * One employment as it is, and one more for each change that is to come: the engine acts on days by itself. What was before today is not told
 * again, so the first begins where the employment does.
 * @param employment - with its days, and without what changes
 * @param today - in the time zone of the source
 */
export function sliceEmployment(employment: Employment, histories: Histories, today: CalendarDate): Slice[] {
  const { startsOn, endsOn } = employment;
  const first = clip(today, startsOn, endsOn);
  const changes = Object.values(histories)
    .flatMap((history: readonly Dated<unknown>[]) => history.map(({ from }) => from))
    .filter((from) => from > first && (endsOn === undefined || from <= endsOn));
  const slices: Slice[] = [];
  let last: string | null = null;
  for (const day of [first, ...new Set(changes.sort())]) {
    const { manager, ...held } = holdOn(day, histories);
    const text = JSON.stringify([held, manager]);
    if (text === last) continue;
    last = text;
    const before = slices.at(-1);
    if (before !== undefined) before.employment.endsOn = dayBefore(day);
    slices.push({
      manager,
      employment: {
        ...employment,
        ...held,
        ...(before === undefined ? {} : { employmentKey: `${employment.employmentKey}/${day}`, startsOn: day }),
      },
    });
  }
  return slices;
}

function holdOn(day: CalendarDate, { units, functions, costCentres, schedules, managers }: Histories) {
  return {
    ...holdsOn(day, units)?.value,
    ...holdsOn(day, functions)?.value,
    ...holdsOn(day, costCentres)?.value,
    ...holdsOn(day, schedules)?.value,
    manager: holdsOn(day, managers)?.value ?? null,
  };
}

/** The day of the employment that is nearest to another. */
function clip(day: CalendarDate, startsOn: CalendarDate | undefined, endsOn: CalendarDate | undefined): CalendarDate {
  const begun = startsOn !== undefined && startsOn > day ? startsOn : day;
  return endsOn !== undefined && endsOn < begun ? endsOn : begun;
}

const dayBefore = (day: CalendarDate): CalendarDate =>
  DateTime.fromISO(day, { zone: 'utc' }).minus({ days: 1 }).toISODate() ?? day;
