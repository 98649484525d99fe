import type { CalendarDate } from '../../models/person.ts';

/** Days before an end at which it is told (again). */
const stages = [0, 1, 3, 7, 14, 30, 90];
const dayMs = 86_400_000;

/** Whole days from today (UTC) until a day; 0 is today, less is past. */
export function daysUntil(endsOn: CalendarDate, now: Date): number {
  const today = Date.parse(now.toISOString().slice(0, 10));
  return Math.round((Date.parse(endsOn) - today) / dayMs);
}

/** Each number of days belongs to one stage, and is told with it: in the last week three times, and once it is past. */
export function stageOf(daysLeft: number): number {
  if (daysLeft < 0) return -1;
  return stages.find((stage) => daysLeft <= stage) ?? Number.MAX_SAFE_INTEGER;
}
