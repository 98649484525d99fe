import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { readDay } from '../../../bot/commands/read-day.ts';

/** A Tuesday, half past eleven in the evening in Amsterdam. */
const at = { now: new Date('2026-11-24T22:30:00Z'), timeZone: 'Europe/Amsterdam' };

describe('a day as people write it', () => {
  for (const [text, date] of [
    ['today', '2026-11-24'],
    ['morgen', '2026-11-25'],
    ['overmorgen', '2026-11-26'],
    ['Monday', '2026-11-30'],
    ['next monday', '2026-11-30'],
    ['volgende maandag', '2026-11-30'],
    ['dinsdag', '2026-12-01'],
    ['wo', '2026-11-25'],
    ['in 3 days', '2026-11-27'],
    ['over 2 weken', '2026-12-08'],
    ['1 december', '2026-12-01'],
    ['1 maart', '2027-03-01'],
    ['3 march 2027', '2027-03-03'],
    ['2026-12-01', '2026-12-01'],
    ['1-12-2026', '2026-12-01'],
    ['31/12/2026.', '2026-12-31'],
  ] as const) {
    it(`“${text}” is ${date}`, () => {
      const day = readDay(text, at);
      assert.equal(day?.toISODate(), date);
      assert.equal(day?.toFormat('HH:mm'), '00:00');
    });
  }

  it('is none when it is no day', () => {
    for (const text of [
      '',
      'someday',
      '31 february 2027',
      '2026-13-01',
      'in days',
      'in -3 days',
      'monday monday',
      '__proto__',
      'constructor',
    ])
      assert.equal(readDay(text, at), null, text);
  });

  it('is the next weekday, one to seven days off, in any zone at any moment', () => {
    const zones = ['Pacific/Kiritimati', 'America/Los_Angeles', 'Europe/Amsterdam', 'Asia/Kathmandu'];
    const names = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
    const when = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(when, fc.constantFrom(...zones), fc.nat(6), (now, timeZone, index) => {
        const day = readDay(names[index] ?? '', { now, timeZone });
        const today = DateTime.fromJSDate(now, { zone: timeZone }).startOf('day');
        const off = Math.round(day?.diff(today, 'days').days ?? 0);
        assert.equal(day?.weekday, index + 1);
        assert.ok(off >= 1 && off <= 7);
      }),
    );
  });
});
