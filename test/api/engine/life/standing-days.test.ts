import assert from 'node:assert/strict';
import type { UrgentExit } from '../../../../models/grant.ts';
import type { Employment } from '../../../../models/person.ts';
import { lifecycle, standingOf, undated } from './standing-of.ts';

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
