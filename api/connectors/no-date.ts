import type { CalendarDate } from '../../models/person.ts';

/** "Never" and "unknown" as databases and spreadsheets write them. */
const noDates = new Set(['0001-01-01', '1753-01-01', '1899-12-30', '1899-12-31', '1900-01-01']);

/** Whether a day is one by which HR systems say that there is none; any day of the year 9999 is. */
export const isNoDate = (day: CalendarDate): boolean => noDates.has(day) || day.startsWith('9999-');
