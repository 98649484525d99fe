import { DateTime } from 'luxon';

/** Days that people name by how far off they are. */
const near: ReadonlyMap<string, number> = new Map([
  ['today', 0],
  ['vandaag', 0],
  ['tomorrow', 1],
  ['morgen', 1],
  ['the day after tomorrow', 2],
  ['overmorgen', 2],
]);

const weekdays: readonly (readonly string[])[] = [
  ['monday', 'mon', 'maandag', 'ma'],
  ['tuesday', 'tue', 'dinsdag', 'di'],
  ['wednesday', 'wed', 'woensdag', 'wo'],
  ['thursday', 'thu', 'donderdag', 'do'],
  ['friday', 'fri', 'vrijdag', 'vr'],
  ['saturday', 'sat', 'zaterdag', 'za'],
  ['sunday', 'sun', 'zondag', 'zo'],
];

const formats = ['yyyy-M-d', 'd-M-yyyy', 'd/M/yyyy', 'd.M.yyyy', 'd LLLL yyyy', 'd LLL yyyy'];
const withoutYear = ['d LLLL', 'd LLL'];

/**
 * A day as people write it in English or Dutch: `monday`, `volgende vrijdag`, `tomorrow`, `over 3 dagen`, `1 december`, `2026-12-01`. A
 * weekday is the next one, never today. A date without a year is the next such day.
 * @param at.now - an instant; `at.timeZone` is whose days are meant
 * @returns the beginning of that day; null when it is no day
 */
export function readDay(text: string, at: { now: Date; timeZone: string }): DateTime | null {
  const today = DateTime.fromJSDate(at.now, { zone: at.timeZone }).startOf('day');
  const words = text
    .toLowerCase()
    .replace(/[.,!?]+$/, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:on|op|next|volgende|coming|komende|aanstaande) /, '');
  const days = near.get(words);
  if (days !== undefined) return today.plus({ days });
  const weekday = weekdays.findIndex((names) => names.includes(words)) + 1;
  if (weekday > 0) return today.plus({ days: ((weekday - today.weekday + 6) % 7) + 1 });
  return readDistance(words, today) ?? readDate(words, today);
}

function readDistance(words: string, today: DateTime): DateTime | null {
  const match = /^(?:in|over) (\d{1,3}) (day|days|dag|dagen|week|weeks|weken)$/.exec(words);
  if (match === null) return null;
  const count = Number(match[1]);
  return today.plus(match[2]?.startsWith('w') ? { weeks: count } : { days: count });
}

function readDate(words: string, today: DateTime): DateTime | null {
  for (const locale of ['en', 'nl']) {
    const options = { zone: today.zone, locale };
    for (const format of formats) {
      const day = DateTime.fromFormat(words, format, options);
      if (day.isValid) return day;
    }
    for (const format of withoutYear) {
      const day = DateTime.fromFormat(`${words} ${today.year}`, `${format} yyyy`, options);
      if (day.isValid) return day < today ? day.plus({ years: 1 }) : day;
    }
  }
  return null;
}
