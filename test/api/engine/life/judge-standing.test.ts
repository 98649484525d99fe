import assert from 'node:assert/strict';
import { choosePrimary } from '../../../../api/engine/life/choose-primary.ts';
import type { Phase } from '../../../../api/engine/life/judge-standing.ts';
import type { Employment, Person } from '../../../../models/person.ts';
import { lifecycle, standingOf, undated } from './standing-of.ts';

describe('standing', () => {
  const moments: readonly [what: string, employment: Partial<Employment>, now: string, Phase, zone?: string][] = [
    ['fifteen days before', { startsOn: '2026-12-01' }, '2026-11-16T22:59:59Z', 'early'],
    ['fourteen days before, at midnight', { startsOn: '2026-12-01' }, '2026-11-16T23:00:00Z', 'before-start'],
    ['the last second before the first day', { startsOn: '2026-12-01' }, '2026-11-30T22:59:59Z', 'before-start'],
    ['the first second of the first day', { startsOn: '2026-12-01' }, '2026-11-30T23:00:00Z', 'active'],
    ['the last second of the last day', { endsOn: '2026-11-30' }, '2026-11-30T22:59:59Z', 'active'],
    ['the first second after the last day', { endsOn: '2026-11-30' }, '2026-11-30T23:00:00Z', 'ended'],
    ['one day, that day', { startsOn: '2026-11-30', endsOn: '2026-11-30' }, '2026-11-30T12:00:00Z', 'active'],
    ['the night the clock goes forward, before', { startsOn: '2026-03-29' }, '2026-03-28T22:59:59Z', 'before-start'],
    ['the night the clock goes forward, after', { startsOn: '2026-03-29' }, '2026-03-28T23:00:00Z', 'active'],
    ['the day after the clock went forward', { endsOn: '2026-03-29' }, '2026-03-29T21:59:59Z', 'active'],
    ['the day after the clock went forward, midnight', { endsOn: '2026-03-29' }, '2026-03-29T22:00:00Z', 'ended'],
    ['the night the clock goes back, still the last day', { endsOn: '2026-10-25' }, '2026-10-25T22:59:59Z', 'active'],
    ['the night the clock goes back, over', { endsOn: '2026-10-25' }, '2026-10-25T23:00:00Z', 'ended'],
    ['29 February, last day', { endsOn: '2028-02-29' }, '2028-02-29T22:59:59Z', 'active'],
    ['29 February, over', { endsOn: '2028-02-29' }, '2028-02-29T23:00:00Z', 'ended'],
    ['prepared over 29 February', { startsOn: '2028-03-01' }, '2028-02-15T23:00:00Z', 'before-start'],
    ['not yet prepared over 29 February', { startsOn: '2028-03-01' }, '2028-02-15T22:59:59Z', 'early'],
    ['New Year, not yet', { startsOn: '2027-01-01' }, '2026-12-31T22:59:59Z', 'before-start'],
    ['New Year', { startsOn: '2027-01-01' }, '2026-12-31T23:00:00Z', 'active'],
    ['New Year in Auckland', { startsOn: '2027-01-01' }, '2026-12-31T11:00:00Z', 'active', 'Pacific/Auckland'],
    [
      'New Year in Honolulu, not yet',
      { startsOn: '2027-01-01' },
      '2027-01-01T09:59:59Z',
      'before-start',
      'Pacific/Honolulu',
    ],
    [
      'a zone without midnight that day',
      { startsOn: '2018-11-04' },
      '2018-11-04T03:00:00Z',
      'active',
      'America/Sao_Paulo',
    ],
    ['an instant with an offset', { startsOn: '2026-12-01' }, '2026-12-01T00:00:00+01:00', 'active'],
  ];
  for (const [what, employment, now, phase, timeZone] of moments) {
    it(`${what}: ${phase}`, () => {
      assert.equal(standingOf([employment], now, timeZone === undefined ? {} : { timeZone }).phase, phase);
    });
  }

  const now = '2026-11-24T12:00:00Z';
  const past = { startsOn: '2020-01-01', endsOn: '2026-11-23' };
  const future = { startsOn: '2026-12-01' };
  const far = { startsOn: '2027-06-01' };
  const active = { startsOn: '2026-01-01' };

  const lives: readonly [what: string, employments: Partial<Employment>[], Phase, person?: Partial<Person>][] = [
    ['no employment', [], 'unknown'],
    ['no start date', [undated()], 'unknown'],
    ['an old job, and a new one without a start date', [past, undated()], 'unknown'],
    ['an old job, and one without a start date that is over too', [past, undated({ endsOn: '2026-11-01' })], 'ended'],
    ['a job far off, and one without a start date', [far, undated()], 'unknown'],
    ['a job, and another without a start date', [active, undated()], 'active'],
    ['a job to come soon, and another without a start date', [future, undated()], 'before-start'],
    ['an old job and one that comes soon', [past, future], 'before-start'],
    ['an old job and one far off', [past, far], 'ended'],
    ['a job and one that comes', [active, future], 'active'],
    ['not active, in a job', [active], 'inactive', { isActive: false }],
    ['not active, with a job to come', [future], 'inactive', { isActive: false }],
    ['not active, after an old job', [past], 'ended', { isActive: false }],
    ['not active, after an old job, with a job to come', [past, future], 'ended', { isActive: false }],
    ['not active, without dates', [undated()], 'inactive', { isActive: false }],
    ['active, by the word of the source', [active], 'active', { isActive: true }],
  ];
  for (const [what, employments, phase, person] of lives) {
    it(`${what}: ${phase}`, () => assert.equal(standingOf(employments, now, { person: person ?? {} }).phase, phase));
  }

  it('ends access and deletes the days of the policy later, counted from the day after the last', () => {
    const days = { ...lifecycle, removeAccessDaysAfterEnd: 7, deleteDaysAfterEnd: 30 };
    const on = (date: string) => {
      const { phase, accessEnded, deletionDue } = standingOf([{ endsOn: '2026-11-01' }], `${date}T12:00:00Z`, {
        lifecycle: days,
      });
      return { phase, accessEnded, deletionDue };
    };
    assert.deepEqual(on('2026-11-01'), { phase: 'active', accessEnded: false, deletionDue: false });
    assert.deepEqual(on('2026-11-08'), { phase: 'ended', accessEnded: false, deletionDue: false });
    assert.deepEqual(on('2026-11-09'), { phase: 'ended', accessEnded: true, deletionDue: false });
    assert.deepEqual(on('2026-12-01'), { phase: 'ended', accessEnded: true, deletionDue: false });
    assert.deepEqual(on('2026-12-02'), { phase: 'ended', accessEnded: true, deletionDue: true });
  });

  it('never deletes somebody who comes back', () => {
    const gone = { startsOn: '2020-01-01', endsOn: '2025-01-01' };
    assert.equal(standingOf([gone], now).deletionDue, true);
    assert.equal(standingOf([gone, far], now).deletionDue, false);
  });

  it('counts the last of several last days', () => {
    const standing = standingOf([past, { startsOn: '2010-01-01', endsOn: '2015-01-01' }], now);
    assert.deepEqual([standing.endedOn, standing.accessEnded, standing.deletionDue], ['2026-11-23', true, false]);
  });

  it('is entitled by everything that is active, or by what comes first', () => {
    const keys = (employments: Partial<Employment>[]) =>
      standingOf(employments, now).entitling.map((e) => e.employmentKey);
    assert.deepEqual(keys([active, past, future, { endsOn: '2026-11-24' }]), ['E0', 'E3']);
    assert.deepEqual(keys([past, { startsOn: '2026-12-05' }, future, future]), ['E2', 'E3']);
    assert.deepEqual(keys([past]), []);
  });
});

describe('the primary employment', () => {
  const choices: readonly [why: string, employments: Partial<Employment>[], primary: string][] = [
    ['active before future', [{ startsOn: '2026-12-01', fte: 1 }, { fte: 0.1 }], 'E1'],
    [
      'future before past',
      [
        { endsOn: '2026-11-01', fte: 1 },
        { startsOn: '2026-12-01', fte: 0.1 },
      ],
      'E1',
    ],
    ['what the source calls primary', [{ fte: 1 }, { fte: 0.1, isPrimary: true }], 'E1'],
    ['the highest fte', [{ fte: 0.4 }, { fte: 0.5 }, { fte: 0.5, startsOn: '2019-01-01' }], 'E1'],
    ['a known fte before an unknown one', [{}, { fte: 0.1 }], 'E1'],
    ['the latest start', [{ startsOn: '2021-01-01' }, { startsOn: '2022-01-01' }, { startsOn: '2020-01-01' }], 'E1'],
    ['the lowest key', [{ employmentKey: 'E7' }, { employmentKey: 'E3' }, { employmentKey: 'E5' }], 'E3'],
    ['the first of several that come', [{ startsOn: '2026-12-05', fte: 1 }, { startsOn: '2026-12-01' }], 'E1'],
    ['active, though the source still calls an old one primary', [{ endsOn: '2026-11-01', isPrimary: true }, {}], 'E1'],
  ];
  for (const [why, employments, primary] of choices) {
    it(`${why}, in any order`, () => {
      const keyed = employments.map((employment, index) => ({ employmentKey: `E${index}`, ...employment }));
      for (const list of [keyed, [...keyed].reverse()]) {
        assert.equal(standingOf(list, '2026-11-24T12:00:00Z').primary?.employmentKey, primary);
      }
    });
  }

  it('is nothing where there is nothing', () => assert.equal(choosePrimary([]), null));
});
