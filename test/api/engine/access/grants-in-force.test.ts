import assert from 'node:assert/strict';
import { dateGrant, endOfGrant, isInForce, nextOfGrant } from '../../../../api/engine/access/grants-in-force.ts';
import { createCalendar } from '../../../../api/engine/life/calendar.ts';
import { Lifecycle } from '../../../../models/lifecycle.ts';
import type { Leave } from '../../../../models/person.ts';
import { makeGrant, makePerson } from '../make-input.ts';

const calendarOf = (timeZone: string) =>
  createCalendar('2026-11-24T08:00:00Z', { timeZone, lifecycle: Lifecycle.parse({}) });
const show = (periods: readonly { from: number; until: number | null }[]) =>
  periods.map(({ from, until }) => [from, until].map((at) => at && new Date(at).toISOString().slice(0, 16)));

/** The periods of a replacement of January to March, of an absent person with these leaves. */
function replacing(leaves: Leave[], more: { leaveKey?: string; zone?: string } = {}) {
  const grant = makeGrant({
    kind: 'replacement',
    follows: { personKey: 'P2', leaveKey: more.leaveKey ?? null },
    startsAt: '2026-12-31T23:00:00Z',
    endsAt: '2027-03-31T22:00:00Z',
  });
  const person = makePerson({ personKey: 'P2', leaves });
  return show(dateGrant(grant, { person, calendar: calendarOf(more.zone ?? 'Europe/Amsterdam') }).periods);
}
const leave = (startsOn: string, endsOn?: string, leaveKey?: string): Leave => ({
  startsOn,
  ...(endsOn === undefined ? {} : { endsOn }),
  ...(leaveKey === undefined ? {} : { leaveKey }),
});

describe('the period of a grant', () => {
  it('is its own, to the minute, where it follows nobody', () => {
    const open = makeGrant({ startsAt: '2026-11-24T08:00:00Z' });
    const closed = makeGrant({ startsAt: '2026-11-24T08:00:00Z', endsAt: '2026-11-25T16:30:00Z' });
    assert.deepEqual(show(dateGrant(open, null).periods), [['2026-11-24T08:00', null]]);
    assert.deepEqual(show(dateGrant(closed, null).periods), [['2026-11-24T08:00', '2026-11-25T16:30']]);
  });

  const january = leave('2027-01-01', '2027-01-31');
  const inJanuary = ['2026-12-31T23:00', '2027-01-31T23:00'];
  const cases: readonly [what: string, leaves: Leave[], periods: (string | null)[][], leaveKey?: string][] = [
    ['as approved', [leave('2027-01-01', '2027-03-31')], [['2026-12-31T23:00', '2027-03-31T22:00']]],
    ['moved, still touching', [leave('2027-02-01', '2027-05-15')], [['2027-01-31T23:00', '2027-05-15T22:00']]],
    ['moved to later altogether', [leave('2027-06-01', '2027-08-31')], [['2027-05-31T22:00', '2027-08-31T22:00']]],
    ['extended', [leave('2027-01-01', '2027-04-30')], [['2026-12-31T23:00', '2027-04-30T22:00']]],
    ['without an end', [leave('2027-01-01')], [['2026-12-31T23:00', null]]],
    ['shortened', [january], [inJanuary]],
    ['withdrawn', [], []],
    ['none that is left: an older one is another', [leave('2026-11-01', '2026-11-30')], []],
    [
      'of several the one that touches',
      [leave('2026-11-01', '2026-11-07'), leave('2027-03-01', '2027-03-02')],
      [['2027-02-28T23:00', '2027-03-02T23:00']],
    ],
    [
      'in parts, in any order, and home in between',
      [leave('2027-03-01', '2027-05-02'), january, leave('2027-09-01', '2027-09-02')],
      [inJanuary, ['2027-02-28T23:00', '2027-05-02T22:00']],
    ],
    [
      'in parts that join up or overlap, as one',
      [leave('2027-02-01', '2027-02-20'), january, leave('2027-02-10', '2027-02-15')],
      [['2026-12-31T23:00', '2027-02-20T23:00']],
    ],
    [
      'of several that do not touch the next',
      [leave('2028-01-01', '2028-01-02'), leave('2027-06-01', '2027-06-02'), leave('2026-06-01', '2026-06-02')],
      [['2027-05-31T22:00', '2027-06-02T22:00']],
    ],
    [
      'that ends the day before does not touch',
      [leave('2026-12-01', '2026-12-31'), leave('2027-05-01', '2027-05-02')],
      [['2027-04-30T22:00', '2027-05-02T22:00']],
    ],
    [
      'by key, though another touches',
      [leave('2027-01-01', '2027-01-31', 'L1'), leave('2027-05-01', '2027-05-31', 'L2')],
      [['2027-04-30T22:00', '2027-05-31T22:00']],
      'L2',
    ],
    [
      'by key, moved to before altogether',
      [leave('2026-11-01', '2026-11-30', 'L2'), leave('2026-06-01', '2026-06-30', 'L2')],
      [['2026-10-31T23:00', '2026-11-30T23:00']],
      'L2',
    ],
    ['by key, withdrawn while another touches', [leave('2027-01-01', '2027-01-31', 'L1')], [], 'L2'],
    ['by key, from a source without keys', [january], [inJanuary], 'L2'],
    ['by key, from a source without keys, none left', [leave('2026-11-01', '2026-11-30')], [], 'L2'],
  ];
  for (const [what, leaves, periods, leaveKey] of cases) {
    it(`follows the leave: ${what}`, () =>
      assert.deepEqual(replacing(leaves, leaveKey === undefined ? {} : { leaveKey }), periods));
  }

  it('follows the longest of leaves that begin alike, in any order', () => {
    const leaves = [january, leave('2027-01-01'), leave('2027-01-01', '2027-02-28')];
    for (const order of [leaves, [...leaves].reverse()]) {
      assert.deepEqual(replacing(order), [['2026-12-31T23:00', null]]);
      assert.deepEqual(replacing(order.filter(({ endsOn }) => endsOn !== undefined)), [
        ['2026-12-31T23:00', '2027-02-28T23:00'],
      ]);
    }
  });

  it('is in days of the absent person, wherever that is', () => {
    const leaves = [leave('2027-01-01', '2027-03-31')];
    assert.deepEqual(replacing(leaves, { zone: 'Pacific/Auckland' }), [['2026-12-31T11:00', '2027-03-31T11:00']]);
    assert.deepEqual(replacing(leaves, { zone: 'America/Los_Angeles' }), [['2027-01-01T08:00', '2027-04-01T07:00']]);
  });

  it('of an open-ended replacement touches every leave from then on', () => {
    const grant = makeGrant({
      kind: 'replacement',
      follows: { personKey: 'P2', leaveKey: null },
      startsAt: '2027-01-01T00:00:00Z',
    });
    const person = makePerson({ personKey: 'P2', leaves: [leave('2026-01-01', '2026-02-01'), leave('2030-01-01')] });
    assert.deepEqual(show(dateGrant(grant, { person, calendar: calendarOf('UTC') }).periods), [
      ['2030-01-01T00:00', null],
    ]);
  });

  it('is none when HR does not know the absent person', () => {
    const grant = makeGrant({ kind: 'replacement', follows: { personKey: 'P2', leaveKey: null } });
    assert.deepEqual(dateGrant(grant, null).periods, []);
  });
});

describe('a grant', () => {
  const grant = makeGrant();
  const at = (from: string, until: string | null) => ({
    grant,
    periods: [{ from: Date.parse(from), until: until === null ? null : Date.parse(until) }],
  });
  const dated = at('2026-11-24T08:00:00Z', '2026-11-24T09:00:00Z');

  it('is in force from its minute on until the minute of its end', () => {
    const inForce = (now: string) => isInForce(dated, Date.parse(now));
    assert.deepEqual(
      ['07:59:59.999', '08:00:00.000', '08:59:59.999', '09:00:00.000'].map((time) => inForce(`2026-11-24T${time}Z`)),
      [false, true, true, false],
    );
    assert.ok(isInForce(at('2026-11-24T08:00:00Z', null), Date.parse('2090-01-01T00:00:00Z')));
    assert.ok(!isInForce({ grant, periods: [] }, 0));
  });

  it('changes when it begins and when it ends, and never again', () => {
    const next = (now: string, of = dated) => nextOfGrant(of, Date.parse(now));
    assert.equal(next('2026-11-24T07:00:00Z'), Date.parse('2026-11-24T08:00:00Z'));
    assert.equal(next('2026-11-24T08:00:00Z'), Date.parse('2026-11-24T09:00:00Z'));
    assert.equal(next('2026-11-24T09:00:00Z'), null);
    assert.equal(next('2026-11-24T09:00:00Z', at('2026-11-24T08:00:00Z', null)), null);
    assert.equal(nextOfGrant({ grant, periods: [] }, 0), null);
  });

  it('that follows a leave in parts begins and ends with each of them', () => {
    const [second] = at('2026-11-25T08:00:00Z', null).periods;
    const inParts = { grant, periods: [...dated.periods, ...(second === undefined ? [] : [second])] };
    const shown = (now: string) => {
      const moment = Date.parse(now);
      return [isInForce(inParts, moment), nextOfGrant(inParts, moment), endOfGrant(inParts, moment)];
    };
    const [begin, end, again] = ['24T08', '24T09', '25T08'].map((hour) => Date.parse(`2026-11-${hour}:00:00Z`));
    assert.deepEqual(shown('2026-11-24T07:00:00Z'), [false, begin, null]);
    assert.deepEqual(shown('2026-11-24T08:00:00Z'), [true, end, end]);
    assert.deepEqual(shown('2026-11-24T09:00:00Z'), [false, again, null]);
    assert.deepEqual(shown('2026-11-25T08:00:00Z'), [true, null, null]);
  });
});
