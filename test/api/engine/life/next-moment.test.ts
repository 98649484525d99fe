import assert from 'node:assert/strict';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import type { PlanInput } from '../../../../api/engine/survey-world.ts';
import type { Employment, Person } from '../../../../models/person.ts';
import { makeAccount, makeEmployment, makeGrant, makeGroup, makeInput, makePerson, makePolicy } from '../make-input.ts';

const lifecycle = (more = '') =>
  makePolicy(`lifecycle: { createDaysBeforeStart: 14, removeAccessDaysAfterEnd: 7, deleteDaysAfterEnd: 90${more} }`);

/** When the plan of P1 changes by itself next, as the plan says it. */
function nextOf(
  now: string,
  parts: { employment?: Partial<Employment>; person?: Partial<Person> } & Partial<PlanInput>,
) {
  const { employment, person, ...rest } = parts;
  const employments = [makeEmployment({ employmentKey: 'E1', ...employment })];
  const input = makeInput({
    policy: lifecycle(),
    people: [makePerson({ personKey: 'P1', employments, ...person })],
    directory: { accounts: [makeAccount({ id: 'a', stampedPersonKey: 'P1' })], groups: [makeGroup('sg-x')] },
    ...rest,
    now,
  });
  return planPeople(input).nextChanges.get('P1') ?? null;
}

describe('the next moment', () => {
  const now = '2026-11-24T08:00:00Z';
  const both = { lastWorkingDayOn: '2026-12-10', endsOn: '2026-12-31' };
  const moments: readonly [what: string, now: string, employment: Partial<Employment>, next: string | null][] = [
    ['never, in an open-ended contract', now, {}, null],
    ['preparation', now, { startsOn: '2027-02-01' }, '2027-01-17T23:00:00.000Z'],
    ['the first day', '2027-01-20T08:00:00Z', { startsOn: '2027-02-01' }, '2027-01-31T23:00:00.000Z'],
    ['the day after the last working day', now, both, '2026-12-10T23:00:00.000Z'],
    ['the day after the contract', '2026-12-11T08:00:00Z', both, '2026-12-31T23:00:00.000Z'],
    ['the end of access', '2027-01-01T08:00:00Z', both, '2027-01-07T23:00:00.000Z'],
    ['deletion', '2027-01-08T08:00:00Z', both, '2027-03-31T22:00:00.000Z'],
    ['never, after that', '2027-04-01T08:00:00Z', both, null],
    ['the day after 29 February', '2028-02-29T08:00:00Z', { endsOn: '2028-02-29' }, '2028-02-29T23:00:00.000Z'],
    ['the end of a short night', '2026-03-28T08:00:00Z', { endsOn: '2026-03-29' }, '2026-03-29T22:00:00.000Z'],
  ];
  for (const [what, at, employment, next] of moments) {
    it(`is ${what}`, () => assert.equal(nextOf(at, { employment }), next));
  }

  it('is the time at which the first day begins', () => {
    const policy = lifecycle(', enableAt: "07:30"');
    const employment = { startsOn: '2026-12-01' };
    assert.equal(nextOf('2026-11-30T12:00:00Z', { employment, policy }), '2026-11-30T23:00:00.000Z');
    assert.equal(nextOf('2026-11-30T23:00:00Z', { employment, policy }), '2026-12-01T06:30:00.000Z');
    assert.equal(nextOf('2026-12-01T06:30:00Z', { employment, policy }), null);
  });

  it('is in the time zone of the person', () => {
    const policy = makePolicy('zones: { NZ: Pacific/Auckland, US: America/Los_Angeles }');
    const at = (country: string) => nextOf(now, { policy, employment: { endsOn: '2026-11-30', country } });
    assert.deepEqual(['NZ', 'NL', 'US'].map(at), [
      '2026-11-30T11:00:00.000Z',
      '2026-11-30T23:00:00.000Z',
      '2026-12-01T08:00:00.000Z',
    ]);
  });

  it('is the begin or the end of a leave', () => {
    const leaves = [{ startsOn: '2026-11-28', endsOn: '2026-12-05' }];
    assert.equal(nextOf(now, { person: { leaves } }), '2026-11-27T23:00:00.000Z');
    assert.equal(nextOf('2026-11-28T08:00:00Z', { person: { leaves } }), '2026-12-05T23:00:00.000Z');
    assert.equal(nextOf(now, { person: { leaves: [{ startsOn: '2020-01-01' }] } }), null);
  });

  it('is the minute at which a grant begins or ends', () => {
    const grants = [makeGrant({ startsAt: '2026-11-25T10:00:00Z', endsAt: '2026-11-26T12:30:00Z' })];
    assert.equal(nextOf(now, { grants }), '2026-11-25T10:00:00.000Z');
    assert.equal(nextOf('2026-11-25T10:00:00Z', { grants }), '2026-11-26T12:30:00.000Z');
    assert.equal(nextOf('2026-11-26T12:30:00Z', { grants }), null);
  });

  it('is the end of a hand-over, by contract and by what was written down', () => {
    const policy = makePolicy(
      `roles: [{ id: r, when: 'user.jobTitle -eq "Chef"', grant: { groups: [sg-x] }, keepAfterLossDays: 10 }]`,
    );
    const former = makeEmployment({ employmentKey: 'E0', endsOn: '2026-11-20', functionTitle: 'Chef' });
    const employments = [former, makeEmployment({ employmentKey: 'E1' })];
    assert.equal(nextOf(now, { policy, person: { employments } }), '2026-11-30T23:00:00.000Z');
    const holdings = [{ personKey: 'P1', roleId: 'r', lostAt: '2026-11-22T23:00:00Z' }];
    const ledger = { ...makeInput({}).ledger, holdings };
    assert.equal(nextOf(now, { policy, ledger }), '2026-12-02T23:00:00.000Z');
  });

  it('is the moment at which a rule about the time answers otherwise, for any of several employments', () => {
    const policy = makePolicy(
      `attributes: { employeeHireDate: "\${startDate}" }
roles: [{ id: r, when: 'user.employeeHireDate -ge system.now -minus p10d', grant: { groups: [sg-x] } }]`,
    );
    const old = makeEmployment({ employmentKey: 'E1', fte: 0.8 });
    const recent = makeEmployment({ employmentKey: 'E2', startsOn: '2026-11-20', fte: 0.2 });
    const next = (...employments: Employment[]) => nextOf(now, { policy, person: { employments } });
    // Entra keeps dates as instants: the day begins in UTC, and the last moment at which the rule holds is that of ten days later.
    assert.equal(next(recent), '2026-11-30T00:00:00.001Z');
    assert.equal(next(old), null);
    assert.equal(next(old, recent), '2026-11-30T00:00:00.001Z');
  });

  it('is the moment from which somebody must out, or may come back', () => {
    const exit = { personKey: 'P1', reason: 'theft', by: 'it' };
    const urgentExits = [
      { ...exit, fromAt: '2026-11-24T14:30:00Z', liftedAt: '2026-11-27T08:00:00Z' },
      { ...exit, fromAt: '2026-11-20T14:30:00Z', liftedAt: null },
      { ...exit, fromAt: '2026-11-26T14:30:00Z', liftedAt: null },
    ];
    assert.equal(nextOf(now, { urgentExits }), '2026-11-24T14:30:00.000Z');
    assert.equal(nextOf('2026-11-24T14:30:00Z', { urgentExits }), '2026-11-26T14:30:00.000Z');
    assert.equal(nextOf('2026-11-26T14:30:00Z', { urgentExits }), '2026-11-27T08:00:00.000Z');
    assert.equal(nextOf('2026-11-27T08:00:00Z', { urgentExits }), null);
  });
});
