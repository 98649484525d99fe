import { DateTime } from 'luxon';
import { InstroomError } from '../../models/errors.ts';

/**
 * An instant from the command line, as ISO 8601 in UTC; null when none was given. A date alone, or a time without a zone, is taken
 * as UTC.
 * @throws InstroomError `configuration` when it is not an instant
 */
export function readInstant(text: string | undefined): string | null {
  if (text === undefined) return null;
  const instant = DateTime.fromISO(text, { zone: 'utc' });
  if (instant.isValid) return instant.toUTC().toISO();
  throw new InstroomError('configuration', `--now ${text} is not an instant.`, {
    advice: 'Write it as 2026-11-24T08:00:00Z.',
  });
}
