import { DateTime } from 'luxon';
import type { Language } from '../models/policy.ts';
import { type CardTexts, cardTexts } from '../models/texts/card-texts.ts';

/** For whom a card is: the language they read, the zone they live in, and whether what they see is a sandbox. */
export interface Reader {
  language: Language;
  timeZone: string;
  isSandbox: boolean;
}

export function textsFor(reader: Reader): CardTexts {
  return cardTexts(reader.language);
}

/** The line above the title that keeps rehearsal and reality apart. */
export function badgeFor(reader: Reader): string {
  return reader.isSandbox ? textsFor(reader).sandbox : '';
}

/** An instant as people of the zone write it, such as “24 Nov 2026, 09:12”. */
export function showInstant(instant: string, reader: Reader): string {
  return DateTime.fromISO(instant, { zone: reader.timeZone, locale: reader.language }).toFormat('d LLL yyyy, HH:mm');
}

/** A calendar date, such as “1 December 2026”. */
export function showDate(date: string, reader: Reader): string {
  return DateTime.fromISO(date, { zone: 'utc', locale: reader.language }).toFormat('d LLLL yyyy');
}

/** A length of time in words that fit its size. */
export function showDuration(ms: number, reader: Reader): string {
  const texts = textsFor(reader);
  if (ms < 60_000) return texts.seconds(Math.max(1, Math.round(ms / 1000)));
  return ms < 3_600_000 ? texts.minutes(Math.round(ms / 60_000)) : texts.hours(Math.round(ms / 360_000) / 10);
}
