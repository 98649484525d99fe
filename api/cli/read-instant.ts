import { DateTime } from 'luxon';
import { InstroomError } from '../../models/errors.ts';

/**
 * An instant from the command line, as ISO 8601 in UTC; null when none was given. A date alone, or a time without a zone, is taken
 * as UTC.
 * @throws InstroomError `configuration` when it is not an instant
 */
export function readInstant(text: string | undefined, option = '--now'): string | null {
  if (text === undefined) return null;
  const instant = DateTime.fromISO(text, { zone: 'utc' });
  if (instant.isValid) return instant.toUTC().toISO();
  throw new InstroomError('configuration', `${option} ${text} is not an instant.`, {
    advice: 'Write it as 2026-11-24T08:00:00Z.',
  });
}

/**
 * A day from the command line (`--on`): noon of that day in the policy's time zone, as an instant in UTC, so that whatever begins or ends
 * with a day holds. An instant is taken as it is; null when nothing was given.
 * @throws InstroomError `configuration` when it is neither
 */
export function readDay(text: string | undefined, timeZone: string): string | null {
  if (text === undefined) return null;
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const moment = DateTime.fromISO(text, { zone: isDate ? timeZone : 'utc' });
  if (moment.isValid) return (isDate ? moment.set({ hour: 12 }) : moment).toUTC().toISO();
  throw new InstroomError('configuration', `--on ${text} is not a date.`, { advice: 'Write it as 2026-12-24.' });
}
