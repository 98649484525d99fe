import assert from 'node:assert/strict';
import { planPeople } from '../../../api/engine/plan-people.ts';
import type { Account } from '../../../models/account.ts';
import { applyOperations } from '../../fakes/apply-operations.ts';
import { makeAccount, makeEmployment, makeGroup, makeInput, makePerson, makePolicy, salesUnit } from './make-input.ts';
import { ended, find, lines, ours } from './plan-lines.ts';

const starting = (personKey: string, startsOn: string, more: Parameters<typeof makePerson>[0] = { personKey }) =>
  makePerson({ employments: [makeEmployment({ employmentKey: `E-${personKey}`, startsOn })], ...more });

const roles = `roles: [{ id: sales, title: Sales, when: 'user.department -eq "Sales"', grant: { groups: [sg-sales] } }]`;

describe('a plan', () => {
  it('does things in this order: out, accounts, access that goes, managers, access that comes, deletion', () => {
    const managed = (personKey: string, managerPersonKey: string) =>
      makePerson({
        personKey,
        employments: [makeEmployment({ employmentKey: personKey, managerPersonKey, functionTitle: 'Adviser' })],
      });
    const plan = planPeople(
      makeInput({
        policy: makePolicy(roles),
        people: [
          managed('P7', 'P1'),
          makePerson({
            personKey: 'P6',
            employments: [makeEmployment({ employmentKey: 'E6', startsOn: '2026-12-01' })],
          }),
          ended('P5', '2026-11-23'),
          ended('P4', '2020-01-01'),
          makePerson({ personKey: 'P3' }),
          makePerson({ personKey: 'P2', callName: 'Bo' }),
          makePerson({ personKey: 'P1', callName: 'Al' }),
        ],
        directory: {
          accounts: [
            ours('a7', 'P7', { accountEnabled: false }),
            ours('a5', 'P5'),
            ours('a4', 'P4', { accountEnabled: false }),
            ours('a1', 'P1', { managerId: 'a7' }),
          ],
          deletedAccounts: [ours('a3', 'P3', { accountEnabled: false, deletedAt: '2026-11-01T00:00:00Z' })],
          groups: [makeGroup('sg-sales', ['a5', 'a7'])],
        },
      }),
    );
    assert.deepEqual(lines(plan), [
      'disable-account P5',
      'revoke-sessions P5',
      'restore-account P3',
      'create-account P2',
      'create-account P6',
      'update-account P1',
      'update-account P7',
      'enable-account P3',
      'enable-account P7',
      'remove-member P5 sg-sales',
      'set-manager P7',
      'remove-manager P1',
      'add-member P1 sg-sales',
      'add-member P2 sg-sales',
      'add-member P3 sg-sales',
      'add-member P6 sg-sales',
      'delete-account P4',
    ]);
    assert.deepEqual(plan.counts['add-member'], 4);
  });

  it('gives every operation a sentence and a reason', () => {
    const people = [
      starting('P1', '2026-12-01'),
      ended('P2', '2026-11-23'),
      ended('P3', '2020-01-01'),
      starting('P4', '2027-06-01'),
      makePerson({ personKey: 'P5', isActive: false }),
      makePerson({ personKey: 'P6' }),
    ];
    const accounts = ['P2', 'P3', 'P4', 'P5', 'P6'].map((key) => ours(`a-${key}`, key, { managerId: 'a-P6' }));
    const groups = [makeGroup('sg-sales', ['a-P2', 'a-P5'])];
    const plan = planPeople(makeInput({ policy: makePolicy(roles), people, directory: { accounts, groups } }));
    assert.deepEqual(
      lines(plan).filter((line) => line.startsWith('disable')),
      ['disable-account P2', 'disable-account P4', 'disable-account P5'],
    );
    for (const operation of plan.operations) {
      assert.notEqual(operation.sentence, '');
      assert.ok(operation.reasons.length > 0, `${operation.kind} ${operation.personKey}`);
    }
  });

  it('has the same id for the same wish before and after the account is there', () => {
    const boss = makePerson({ personKey: 'P1', callName: 'Al' });
    const worker = makePerson({
      personKey: 'P2',
      employments: [makeEmployment({ employmentKey: 'E2', managerPersonKey: 'P1' })],
    });
    const base = makeInput({
      policy: makePolicy(roles),
      people: [boss, worker],
      directory: { groups: [makeGroup('sg-sales')] },
    });
    const first = planPeople(base);
    assert.equal(new Set(first.operations.map(({ id }) => id)).size, first.operations.length);
    const half = first.operations.filter(({ kind }) => kind === 'create-account');
    const rest = planPeople({ ...base, directory: applyOperations(base.directory, half, base.now) });
    assert.deepEqual(
      rest.operations.map(({ id }) => id),
      first.operations.slice(2).map(({ id }) => id),
    );
  });

  it('has another id and fingerprint for another wish', () => {
    const plan = (functionTitle: string) =>
      planPeople(
        makeInput({
          people: [
            makePerson({ personKey: 'P1', employments: [makeEmployment({ employmentKey: 'E1', functionTitle })] }),
          ],
          directory: { accounts: [ours('a', 'P1')] },
        }),
      );
    assert.notEqual(plan('Adviser').fingerprint, plan('Manager').fingerprint);
    assert.equal(plan('Adviser').fingerprint, plan('Adviser').fingerprint);
    assert.deepEqual(find(plan('Adviser'), 'update-account').after, { jobTitle: 'Adviser' });
  });
});

describe('rules', () => {
  const twoJobs = makePerson({
    personKey: 'P1',
    employments: [
      makeEmployment({ employmentKey: 'E1', fte: 0.6 }),
      makeEmployment({ employmentKey: 'E2', fte: 0.4, unitKey: 'care' }),
    ],
  });
  const units = [salesUnit, { unitKey: 'care', name: 'Care' }];
  const groups = [makeGroup('sg-care'), makeGroup('sg-rule')];
  const added = (policy: string, attributes: Account['attributes'] = {}, person = twoJobs) =>
    lines(
      planPeople(
        makeInput({
          policy: makePolicy(policy),
          people: [person],
          units,
          directory: { accounts: [makeAccount({ id: 'a', stampedPersonKey: 'P1' }, attributes)], groups },
        }),
      ),
    );
  const role = (when: string) => `roles: [{ id: r, when: '${when}', grant: { groups: [sg-care] } }]`;
  const group = (rule: string) => `groups: [{ id: sg-rule, membershipRule: '${rule}' }]`;

  it('of roles look at every active employment, one at a time', () => {
    assert.deepEqual(added(role('user.department -eq "Care"')), ['add-member P1 sg-care']);
    assert.deepEqual(added(role('user.department -eq "Sales"')), ['add-member P1 sg-care']);
    assert.deepEqual(added(role('user.department -eq "Care" -and user.department -eq "Sales"')), []);
  });

  it('of groups look at the account itself', () => {
    assert.deepEqual(added(group('user.department -eq "Care"')), []);
    assert.deepEqual(added(group('user.department -eq "Sales"')), ['add-member P1 sg-rule']);
    assert.deepEqual(added(group('user.city -eq "Utrecht"'), { city: 'Utrecht' }), ['add-member P1 sg-rule']);
    assert.deepEqual(added(group('user.accountEnabled -eq true -and user.userType -eq "member"')), [
      'add-member P1 sg-rule',
    ]);
  });

  it('of roles and scope see what others keep on the account', () => {
    const vip = { extensionAttribute1: 'vip' };
    assert.deepEqual(added(role('user.extensionAttribute1 -eq "vip"'), vip), ['add-member P1 sg-care']);
    assert.deepEqual(
      added(`${role('user.department -eq "Sales"')}\nscope: user.extensionAttribute1 -ne "vip"`, vip),
      [],
    );
    assert.deepEqual(
      added(`${role('user.department -eq "Sales"')}\nscope: user.userPrincipalName -notStartsWith "a@"`),
      [],
    );
  });

  it('of roles do not lend one employment what the account has from another', () => {
    const [first, second] = twoJobs.employments;
    if (first === undefined || second === undefined) throw new Error('two jobs');
    const titled = { ...twoJobs, employments: [{ ...first, functionTitle: 'Head' }, second] };
    const rule = role('user.department -eq "Care" -and user.jobTitle -eq "Head"');
    assert.deepEqual(added(rule, { jobTitle: 'Head' }, titled), []);
  });
});
