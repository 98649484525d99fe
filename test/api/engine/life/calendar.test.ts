import assert from 'node:assert/strict';
import { Settings } from 'luxon';
import { createCalendar, createCalendars } from '../../../../api/engine/life/calendar.ts';
import { Lifecycle } from '../../../../models/lifecycle.ts';

const lifecycle = Lifecycle.parse({});
const calendarAt = (now: string, timeZone = 'Europe/Amsterdam', more: Partial<Lifecycle> = {}) =>
  createCalendar(now, { timeZone, lifecycle: { ...lifecycle, ...more } });
const iso = (instant: number): string => new Date(instant).toISOString();

describe('the calendar of a time zone', () => {
  const days: readonly [what: string, now: string, zone: string, yesterday: string, today: string][] = [
    ['the last second of a year', '2026-12-31T22:59:59Z', 'Europe/Amsterdam', '2026-12-30', '2026-12-31'],
    ['the first second of a year', '2026-12-31T23:00:00Z', 'Europe/Amsterdam', '2026-12-31', '2027-01-01'],
    ['29 February', '2028-02-29T12:00:00Z', 'Europe/Amsterdam', '2028-02-28', '2028-02-29'],
    ['1 March after 29 February', '2028-03-01T12:00:00Z', 'Europe/Amsterdam', '2028-02-29', '2028-03-01'],
    ['1 March of a common year', '2026-03-01T12:00:00Z', 'Europe/Amsterdam', '2026-02-28', '2026-03-01'],
    ['Auckland, a day ahead', '2026-11-24T12:00:00Z', 'Pacific/Auckland', '2026-11-24', '2026-11-25'],
    ['Los Angeles, a day behind', '2026-11-24T07:59:59Z', 'America/Los_Angeles', '2026-11-22', '2026-11-23'],
    ['the short night in spring', '2026-03-29T21:59:59Z', 'Europe/Amsterdam', '2026-03-28', '2026-03-29'],
    ['the day after that night', '2026-03-29T22:00:00Z', 'Europe/Amsterdam', '2026-03-29', '2026-03-30'],
    ['the long night in autumn', '2026-10-25T22:59:59Z', 'Europe/Amsterdam', '2026-10-24', '2026-10-25'],
  ];
  for (const [what, now, zone, yesterday, today] of days) {
    it(`knows ${what}`, () => {
      const calendar = calendarAt(now, zone);
      assert.deepEqual([calendar.yesterday, calendar.today], [yesterday, today]);
    });
  }

  it('counts the days of the policy over the ends of months and years', () => {
    const calendar = calendarAt('2026-12-20T12:00:00Z', 'Europe/Amsterdam', {
      createDaysBeforeStart: 14,
      removeAccessDaysAfterEnd: 20,
      deleteDaysAfterEnd: 365,
    });
    assert.deepEqual(
      [calendar.preparedUntil, calendar.accessEndsBefore, calendar.deletedBefore],
      ['2027-01-03', '2026-11-30', '2025-12-20'],
    );
    assert.equal(calendar.plusDays('2028-02-28', 1), '2028-02-29');
    assert.equal(calendar.plusDays('2028-02-28', 1), '2028-02-29', 'asked again');
    assert.equal(calendar.plusDays('2027-01-01', -1), '2026-12-31');
    assert.equal(calendar.plusDays('2026-03-28', 1), '2026-03-29');
    assert.equal(calendar.plusDays('2026-10-25', 1), '2026-10-26');
  });

  const instants: readonly [what: string, zone: string, date: string, time: string | undefined, at: string][] = [
    ['midnight in winter', 'Europe/Amsterdam', '2026-12-01', undefined, '2026-11-30T23:00:00.000Z'],
    ['midnight in summer', 'Europe/Amsterdam', '2026-07-01', undefined, '2026-06-30T22:00:00.000Z'],
    ['midnight in Auckland', 'Pacific/Auckland', '2026-12-01', undefined, '2026-11-30T11:00:00.000Z'],
    ['midnight in Los Angeles', 'America/Los_Angeles', '2026-12-01', undefined, '2026-12-01T08:00:00.000Z'],
    ['a time of day', 'Europe/Amsterdam', '2026-12-01', '07:30', '2026-12-01T06:30:00.000Z'],
    ['a time that the clock skips', 'Europe/Amsterdam', '2026-03-29', '02:30', '2026-03-29T01:00:00.000Z'],
    ['half an hour that is skipped', 'Australia/Lord_Howe', '2026-10-04', '02:10', '2026-10-03T15:30:00.000Z'],
    ['a midnight that the clock skips', 'America/Sao_Paulo', '2018-11-04', undefined, '2018-11-04T03:00:00.000Z'],
    ['the first of two times alike', 'Europe/Amsterdam', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
    ['the first of two midnights', 'America/Havana', '2026-11-01', undefined, '2026-11-01T04:00:00.000Z'],
  ];
  for (const [what, zone, date, time, at] of instants) {
    it(`gives the instant of ${what}, in whatever season it is asked`, () => {
      const clock = Settings.now;
      try {
        for (const season of ['2026-01-15T12:00:00Z', '2026-07-15T12:00:00Z']) {
          Settings.resetCaches();
          Settings.now = () => Date.parse(season);
          const calendar = calendarAt('2026-11-24T12:00:00Z', zone);
          assert.equal(iso(calendar.instantOf(date, time)), at, season);
          assert.equal(iso(calendar.instantOf(date, time)), at, 'asked again');
        }
      } finally {
        Settings.now = clock;
        Settings.resetCaches();
      }
    });
  }

  const enabling: readonly [what: string, now: string, enableAt: string, hasCome: boolean][] = [
    ['a second before', '2026-12-01T06:29:59Z', '07:30', false],
    ['on the minute', '2026-12-01T06:30:00Z', '07:30', true],
    ['at midnight without a time', '2026-11-30T23:00:00Z', '00:00', true],
    ['before the hour that comes twice', '2026-10-25T00:29:59Z', '02:30', false],
    ['in the hour that comes twice, the first time', '2026-10-25T00:30:00Z', '02:30', true],
    ['and it stays come when the clock goes back', '2026-10-25T01:10:00Z', '02:30', true],
    ['before a time that the clock skips', '2026-03-29T00:59:59Z', '02:30', false],
    ['after a time that the clock skips', '2026-03-29T01:00:00Z', '02:30', true],
  ];
  for (const [what, now, enableAt, hasCome] of enabling) {
    it(`says whether the time of enabling has come: ${what}`, () =>
      assert.equal(calendarAt(now, 'Europe/Amsterdam', { enableAt }).enableTimeHasCome, hasCome));
  }
});

describe('the calendars of an organisation', () => {
  const calendars = createCalendars('2026-11-24T12:00:00Z', {
    timeZone: 'Europe/Amsterdam',
    lifecycle,
    zones: { Auckland: 'Pacific/Auckland', NZ: 'Pacific/Auckland', us: 'America/Los_Angeles', NL: 'Europe/Amsterdam' },
  });
  const places: readonly [location: string | undefined, country: string | undefined, zone: string][] = [
    [undefined, undefined, 'Europe/Amsterdam'],
    ['auckland', undefined, 'Pacific/Auckland'],
    ['AUCKLAND', 'US', 'Pacific/Auckland'],
    ['Somewhere', 'US', 'America/Los_Angeles'],
    ['Somewhere', 'FR', 'Europe/Amsterdam'],
    [undefined, 'nz', 'Pacific/Auckland'],
  ];
  for (const [location, country, zone] of places) {
    it(`take the zone of ${location ?? 'no location'} in ${country ?? 'no country'}: ${zone}`, () =>
      assert.equal(calendars.at({ location, country }).zone, zone));
  }

  it('are one when the policy names no zones', () => {
    const alone = createCalendars('2026-11-24T12:00:00Z', { timeZone: 'Europe/Amsterdam', lifecycle });
    assert.deepEqual([alone.differ, calendars.differ], [false, true]);
    assert.equal(alone.at({ country: 'NZ' }), alone.usual);
    assert.equal(calendars.at({ country: 'NZ' }), calendars.at({ location: 'Auckland' }), 'worked out once');
  });
});
