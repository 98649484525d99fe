import assert from 'node:assert/strict';
import { forecast } from '../../../../api/engine/outlook/forecast.ts';
import type { PlanInput } from '../../../../api/engine/survey-world.ts';
import { makeAccount, makeGrant, makePolicy } from '../make-input.ts';
import { inputOf, person, policyText } from './foreseen.ts';

/** What the days bring, as `MM-DD person kind`. */
const foreseen = (input: PlanInput, days = 30) =>
  forecast(input, days).days.flatMap(({ date, people }) =>
    people.map(({ personKey, kind }) => `${date.slice(5)} ${personKey} ${kind}`),
  );

describe('a forecast', () => {
  it('has every day, today first, with all that is counted', () => {
    const { from, timeZone, days } = forecast(inputOf([person('P1', {})]), 3);
    assert.deepEqual([from, timeZone], ['2026-11-24T08:00:00Z', 'Europe/Amsterdam']);
    assert.deepEqual(
      days.map(({ date }) => date),
      ['2026-11-24', '2026-11-25', '2026-11-26'],
    );
    assert.deepEqual(days[0], {
      date: '2026-11-24',
      counts: {
        prepared: 0,
        joiners: 0,
        waiting: 0,
        movers: 0,
        grantsBegin: 0,
        expiries: 0,
        leavesBegin: 0,
        leavesEnd: 0,
        leavers: 0,
        accessEnds: 0,
        deletions: 0,
      },
      people: [],
      shortages: [],
    });
    assert.deepEqual(forecast(inputOf([]), 0).days, []);
  });

  it('follows somebody from preparation to deletion', () => {
    const life = person('P1', { startsOn: '2026-12-01', lastWorkingDayOn: '2026-12-03', endsOn: '2026-12-05' });
    assert.deepEqual(foreseen(inputOf([life], {}, ['P1'])), [
      '11-26 P1 prepared',
      '12-01 P1 joiner',
      '12-03 P1 leaver',
      '12-09 P1 access-ends',
      '12-16 P1 deletion',
    ]);
    const { days } = forecast(inputOf([life], {}, ['P1']), 30);
    assert.equal(days.find(({ date }) => date === '2026-12-03')?.counts.leavers, 1);
    assert.deepEqual(days.find(({ date }) => date === '2026-12-01')?.people, [
      { personKey: 'P1', name: 'Sanne de Vries (P1)', kind: 'joiner', text: 'first day: account is enabled' },
    ]);
  });

  it('counts a last day as a last day, also when it is the last of the forecast', () => {
    const leaver = inputOf([person('P1', { endsOn: '2026-11-24' })]);
    assert.deepEqual(foreseen(leaver, 1), ['11-24 P1 leaver']);
    assert.deepEqual(foreseen(leaver, 2), ['11-24 P1 leaver']);
    assert.deepEqual(foreseen(inputOf([person('P1', { endsOn: '2026-11-25' })]), 1), []);
    assert.deepEqual(foreseen(inputOf([person('P1', { startsOn: '2026-11-25' })]), 1), [], 'tomorrow is tomorrow');
  });

  it('counts a last day on the other side of the world on the day on which it ends there', () => {
    const people = [
      person('P1', { endsOn: '2026-11-30', country: 'NZ' }),
      person('P2', { endsOn: '2026-11-30', country: 'US' }),
    ];
    assert.deepEqual(foreseen(inputOf(people), 9), ['11-30 P1 leaver', '12-01 P2 leaver']);
  });

  it('sees moves, leaves and contracts that follow', () => {
    const mover = person('P1', { endsOn: '2026-11-30' }, { unitKey: 'care', startsOn: '2026-12-01' });
    const away = { ...person('P2', {}), leaves: [{ startsOn: '2026-12-02', endsOn: '2026-12-04' }] };
    const policy = makePolicy(`${policyText}leave: { mode: disabled }`);
    const input = inputOf([mover, away], { policy });
    assert.deepEqual(foreseen(input), ['12-01 P1 mover', '12-02 P2 leave-begins', '12-04 P2 leave-ends']);
    const text = forecast(input, 30).days.find(({ date }) => date === '2026-12-01')?.people[0]?.text;
    assert.equal(text, 'gains sg-care; loses sg-sales');
  });

  it('sees grants begin and end, on the day of their minute, or the day before when that is midnight', () => {
    const grants = [
      makeGrant({ items: { groups: ['sg-x'] }, startsAt: '2026-11-26T10:00:00Z', endsAt: '2026-11-28T12:00:00Z' }),
      makeGrant({ id: 'g2', items: { groups: ['sg-care'] }, endsAt: '2026-11-30T23:00:00Z' }),
    ];
    assert.deepEqual(foreseen(inputOf([person('P1', {})], { grants })), [
      '11-26 P1 grant-begins',
      '11-28 P1 grant-ends',
      '11-30 P1 grant-ends',
    ]);
  });

  it('sees a replacement end with the leave, and with the work of who is absent', () => {
    const stand = (endsOn: string | undefined) => {
      const absent = person('P2', { unitKey: 'care', ...(endsOn === undefined ? {} : { endsOn }) });
      const leaves = [{ startsOn: '2026-11-01', endsOn: '2026-12-10' }];
      const follows = { personKey: 'P2', leaveKey: null };
      const grants = [makeGrant({ kind: 'replacement', follows, items: { groups: ['sg-care'] } })];
      const input = inputOf([person('P1', {}), { ...absent, leaves }], { grants });
      return foreseen(input, 20).filter((line) => line.includes('P1'));
    };
    assert.deepEqual(stand(undefined), ['12-10 P1 grant-ends']);
    assert.deepEqual(stand('2026-12-04'), ['12-04 P1 grant-ends']);
  });

  it('sees somebody leave who stands in, whether HR knows the other or not', () => {
    const grants = ['P2', 'P9'].map((personKey, index) => {
      const follows = { personKey, leaveKey: null };
      return makeGrant({ id: `g${index}`, kind: 'replacement', follows, items: { groups: ['sg-care'] } });
    });
    const absent = { ...person('P2', { unitKey: 'care' }), leaves: [{ startsOn: '2026-11-01' }] };
    const input = inputOf([person('P1', { endsOn: '2026-11-27' }), absent], { grants });
    assert.deepEqual(foreseen(input), ['11-27 P1 leaver', '12-01 P1 access-ends', '12-08 P1 deletion']);
  });

  it('says who cannot begin, and what HR has to mend', () => {
    const joiner = person('P1', { startsOn: '2026-11-27', unitKey: 'gone' });
    const input = inputOf([joiner], { policy: makePolicy(policyText.replace('Start: 5', 'Start: 0')) }, ['P1']);
    assert.deepEqual(foreseen(input), ['11-27 P1 waiting']);
    const text = forecast(input, 5).days.flatMap(({ people }) => people)[0]?.text;
    assert.match(text ?? '', /gone/);
  });

  it('sees the return of who left, with the account from the recycle bin', () => {
    const back = person('P1', { endsOn: '2026-11-01' }, { startsOn: '2026-12-03' });
    const input = inputOf([back], {}, ['P1']);
    const deletedAccounts = [makeAccount({ id: 'a', stampedPersonKey: 'P1', deletedAt: '2026-11-20T00:00:00Z' })];
    const lines = foreseen({ ...input, directory: { ...input.directory, deletedAccounts } });
    assert.deepEqual(lines, ['11-28 P1 prepared', '12-03 P1 joiner']);
  });

  it('counts days over a night in which the clock changes', () => {
    const people = [person('P1', { endsOn: '2026-10-25' }), person('P2', { startsOn: '2026-10-26' })];
    const input = inputOf(people, { now: '2026-10-23T22:30:00Z' });
    assert.deepEqual(foreseen(input, 4), ['10-25 P1 leaver', '10-26 P2 joiner']);
  });

  it('speaks Dutch where the policy does', () => {
    const input = inputOf([person('P1', { endsOn: '2026-11-24' })], {
      policy: makePolicy(`${policyText}language: nl`),
    });
    assert.equal(forecast(input, 1).days[0]?.people[0]?.text, 'is vertrokken: account wordt uitgeschakeld');
  });
});
