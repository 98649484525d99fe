import assert from 'node:assert/strict';
import { createCalendars } from '../../../../api/engine/life/calendar.ts';
import { choosePrimary } from '../../../../api/engine/life/choose-primary.ts';
import { judgeStanding, type Phase } from '../../../../api/engine/life/judge-standing.ts';
import type { UrgentExit } from '../../../../models/grant.ts';
import { LeavePolicy, Lifecycle } from '../../../../models/lifecycle.ts';
import type { Employment, Person } from '../../../../models/person.ts';
import { makeEmployment, makePerson } from '../make-input.ts';

const lifecycle = Lifecycle.parse({});

function standingOf(
  employments: readonly Partial<Employment>[],
  now: string,
  more: {
    timeZone?: string;
    zones?: Record<string, string>;
    lifecycle?: typeof lifecycle;
    leave?: Partial<LeavePolicy>;
    urgent?: UrgentExit;
    person?: Partial<Person>;
  } = {},
) {
  const { timeZone = 'Europe/Amsterdam', zones = {}, person, urgent } = more;
  const rules = more.lifecycle ?? lifecycle;
  const calendars = createCalendars(now, { timeZone, zones, lifecycle: rules });
  const urgentExits = new Map(urgent === undefined ? [] : [[urgent.personKey, urgent]]);
  const judging = { calendars, lifecycle: rules, leave: LeavePolicy.parse(more.leave ?? {}), urgentExits };
  const dated = employments.map((employment, index) => makeEmployment({ employmentKey: `E${index}`, ...employment }));
  return judgeStanding(makePerson({ personKey: 'P1', ...person, employments: dated }), judging);
}

/** An employment without a start date. */
function undated(employment: Partial<Employment> = {}): Partial<Employment> {
  const { startsOn: _, ...rest } = makeEmployment({ employmentKey: 'E9', ...employment });
  return { ...rest, startsOn: undefined } as unknown as Partial<Employment>;
}

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

describe('two ends', () => {
  const both = { startsOn: '2020-01-01', lastWorkingDayOn: '2026-11-20', endsOn: '2026-11-30' };
  const on = (
    now: string,
    more: Parameters<typeof standingOf>[2] = {},
    employments: Partial<Employment>[] = [both],
  ) => {
    const { phase, enabled, accessEnded, deletionDue, endedOn } = standingOf(employments, now, more);
    return [phase, enabled, accessEnded, deletionDue, endedOn];
  };
  const late: typeof lifecycle = { ...lifecycle, disableAfter: 'contract-end' };

  it('shut out after the last working day, take access and count until deletion from the end of the contract', () => {
    assert.deepEqual(on('2026-11-20T22:59:59Z'), ['active', true, false, false, null]);
    assert.deepEqual(on('2026-11-20T23:00:00Z'), ['between-ends', false, false, false, '2026-11-20']);
    assert.deepEqual(on('2026-11-30T22:59:59Z'), ['between-ends', false, false, false, '2026-11-20']);
    assert.deepEqual(on('2026-11-30T23:00:00Z'), ['ended', false, true, false, '2026-11-30']);
    assert.deepEqual(on('2027-02-28T22:59:59Z'), ['ended', false, true, false, '2026-11-30']);
    assert.deepEqual(on('2027-02-28T23:00:00Z'), ['ended', false, true, true, '2026-11-30']);
  });

  it('are one where the policy disables at the end of the contract', () => {
    assert.deepEqual(on('2026-11-20T23:00:00Z', { lifecycle: late }), ['active', true, false, false, null]);
    assert.deepEqual(on('2026-11-30T23:00:00Z', { lifecycle: late }), ['ended', false, true, false, '2026-11-30']);
  });

  it('of parallel contracts shut nobody out while another is worked in', () => {
    const other = { startsOn: '2024-01-01', endsOn: '2026-12-31' };
    const standing = standingOf([both, other], '2026-11-24T12:00:00Z');
    assert.deepEqual(
      [standing.phase, standing.primary?.employmentKey, standing.startsOn],
      ['active', 'E1', '2024-01-01'],
    );
    assert.deepEqual(
      standing.entitling.map((employment) => employment.employmentKey),
      ['E1', 'E0'],
    );
    assert.deepEqual(on('2026-12-05T12:00:00Z', {}, [both, other]), ['active', true, false, false, '2026-11-30']);
  });

  it('of two contracts that wane say the later last working day', () => {
    const later = { startsOn: '2021-01-01', lastWorkingDayOn: '2026-11-22', endsOn: '2026-12-31' };
    assert.deepEqual(on('2026-11-24T12:00:00Z', {}, [later, both])[4], '2026-11-22');
    assert.deepEqual(on('2026-11-24T12:00:00Z', {}, [both, later])[4], '2026-11-22');
  });
});

describe('the first day', () => {
  const timed = { ...lifecycle, enableAt: '07:30' };
  const on = (now: string, employments: Partial<Employment>[] = [{ startsOn: '2026-12-01' }]) => {
    const { phase, enabled } = standingOf(employments, now, { lifecycle: timed });
    return [phase, enabled];
  };

  it('begins at the time of the policy', () => {
    assert.deepEqual(on('2026-12-01T06:29:59Z'), ['before-start', false]);
    assert.deepEqual(on('2026-12-01T06:30:00Z'), ['active', true]);
    assert.deepEqual(on('2026-12-02T00:00:00Z'), ['active', true], 'the next night');
  });

  it('is none where one contract follows another', () => {
    const before = { startsOn: '2020-01-01', endsOn: '2026-11-30' };
    const next = { startsOn: '2026-12-01' };
    assert.deepEqual(on('2026-11-30T23:00:00Z', [before, next]), ['active', true]);
    const gap = { ...before, endsOn: '2026-11-29' };
    assert.deepEqual(on('2026-11-30T23:00:00Z', [gap, next]), ['before-start', false], 'after a day off the books');
    const waning = { ...before, lastWorkingDayOn: '2026-11-30', endsOn: '2026-12-31' };
    assert.deepEqual(on('2026-11-30T23:00:00Z', [waning, next]), ['active', true]);
  });
});

describe('who is away or sent out', () => {
  const now = '2026-11-24T12:00:00Z';
  const leaves = [{ startsOn: '2026-11-01', endsOn: '2026-11-30' }];
  const urgent: UrgentExit = { personKey: 'P1', fromAt: now, liftedAt: null, reason: 'theft', by: 'it' };
  const read = (employment: Partial<Employment>, more: Parameters<typeof standingOf>[2]) => {
    const { phase, leave, enabled, deletionDue } = standingOf([employment], now, more);
    return [phase, leave, enabled, deletionDue];
  };

  it('is enabled on leave unless the policy disables', () => {
    for (const [mode, enabled] of [
      ['unchanged', true],
      ['keep-in-touch', true],
      ['disabled', false],
    ] as const)
      assert.deepEqual(read({}, { leave: { mode }, person: { leaves } }), ['active', mode, enabled, false]);
  });

  it('is on leave only while at work otherwise: no leave starts or stops the days until deletion', () => {
    const leave = { mode: 'disabled' as const };
    assert.deepEqual(read({ endsOn: '2020-01-01' }, { leave, person: { leaves } }), [
      'ended',
      'unchanged',
      false,
      true,
    ]);
    assert.deepEqual(read({ startsOn: '2026-12-01' }, { leave, person: { leaves } })[1], 'unchanged');
    assert.equal(
      read({ startsOn: '2010-01-01' }, { leave, person: { leaves: [{ startsOn: '2011-01-01' }] } })[3],
      false,
    );
  });

  it('is disabled at once when sent out, whatever else holds', () => {
    assert.deepEqual(read({}, { urgent }), ['active', 'unchanged', false, false]);
    assert.deepEqual(read({ startsOn: '2026-12-01' }, { urgent }), ['before-start', 'unchanged', false, false]);
    assert.deepEqual(read({}, { urgent: { ...urgent, personKey: 'P2' } })[2], true);
  });
});

describe('the zone of somebody', () => {
  const zones = { Auckland: 'Pacific/Auckland', LA: 'America/Los_Angeles', US: 'America/Los_Angeles' };
  const zoneOf = (now: string, ...employments: Partial<Employment>[]) =>
    standingOf(employments, now, { zones }).calendar.zone;

  it('is that of the place of work, else of the country, else of the policy', () => {
    const now = '2026-11-24T12:00:00Z';
    assert.equal(zoneOf(now, { location: 'Auckland', country: 'US' }), 'Pacific/Auckland');
    assert.equal(zoneOf(now, { location: 'Elsewhere', country: 'US' }), 'America/Los_Angeles');
    assert.equal(zoneOf(now, {}), 'Europe/Amsterdam');
    assert.equal(zoneOf(now), 'Europe/Amsterdam', 'without employment');
    assert.equal(zoneOf(now, undated({ location: 'LA' }), undated()), 'America/Los_Angeles', 'without dates');
  });

  it('of several employments is that of the primary', () => {
    const now = '2026-11-24T12:00:00Z';
    assert.equal(zoneOf(now, { location: 'LA', fte: 0.2 }, { location: 'Auckland', fte: 0.8 }), 'Pacific/Auckland');
  });

  const moves: readonly [from: string, to: string, moments: [now: string, at: string][]][] = [
    [
      'Auckland',
      'LA',
      [
        ['2026-12-31T10:59:59Z', 'E0'],
        ['2026-12-31T11:00:00Z', 'E1'],
        ['2026-12-31T23:00:00Z', 'E1'],
        ['2027-01-01T08:00:00Z', 'E1'],
        ['2027-01-02T08:00:00Z', 'E1'],
      ],
    ],
    [
      'LA',
      'Auckland',
      [
        ['2026-12-31T11:00:00Z', 'E0'],
        ['2026-12-31T23:00:00Z', 'E0'],
        ['2027-01-01T07:59:59Z', 'E0'],
        ['2027-01-01T08:00:00Z', 'E1'],
        ['2027-01-01T23:00:00Z', 'E1'],
      ],
    ],
  ];
  for (const [from, to, moments] of moves) {
    it(`changes once for a move from ${from} to ${to}, at the midnight of the place that is left`, () => {
      const employments = [
        { startsOn: '2020-01-01', endsOn: '2026-12-31', location: from },
        { startsOn: '2027-01-01', location: to },
      ];
      for (const [now, at] of moments) {
        const standing = standingOf(employments, now, { zones });
        assert.deepEqual([standing.phase, standing.primary?.employmentKey], ['active', at], now);
      }
    });
  }
});
