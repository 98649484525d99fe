import assert from 'node:assert/strict';
import { explainPerson } from '../../../../api/engine/outlook/explain-person.ts';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import type { PlanInput } from '../../../../api/engine/survey-world.ts';
import type { AccountAttribute } from '../../../../models/account.ts';
import { makeEmployment, makeGroup, makeInput, makePolicy } from '../make-input.ts';
import { numbered, old, plan } from './adoption-world.ts';

const byDecision = makePolicy('adoption: by-decision\n');

describe('the first start, where matches are decided on', () => {
  const people = [numbered('P1'), numbered('P2', { callName: 'Jan' })];
  const accounts = [old('a', { employeeId: 'N1' })];

  it('writes nothing to an account that only has the same number, and makes no other', () => {
    const input = makeInput({ policy: byDecision, people: [numbered('P1')], directory: { accounts } });
    assert.deepEqual(plan(input), { operations: [], notes: ['proposal P1'] });
    const [note] = planPeople(input).notes;
    assert.match(note?.text ?? '', /instroom adopt --accept P1=a@voorbeeld\.nl, or --reject P1=a@voorbeeld\.nl/);
    assert.deepEqual(plan({ ...input, policy: makePolicy() }).operations, ['update-account P1 a@voorbeeld.nl']);
  });

  it('says so in Dutch as well', () => {
    const policy = makePolicy('adoption: by-decision\nlanguage: nl\n');
    const [note] = planPeople(makeInput({ policy, people: [numbered('P1')], directory: { accounts } })).notes;
    assert.match(note?.text ?? '', /Er wordt niets in geschreven en geen ander account gemaakt tot iemand beslist/);
  });

  it('manages what is linked, and gives everybody else an account', () => {
    const input = makeInput({ policy: byDecision, people, directory: { accounts }, links: new Map([['P1', 'a']]) });
    assert.deepEqual(plan(input), {
      operations: ['create-account P2 jan.devries@voorbeeld.nl', 'update-account P1 a@voorbeeld.nl'],
      notes: [],
    });
  });

  it('makes an account for whoever it was turned down for', () => {
    const rejections = new Map([['P1', new Set(['a'])]]);
    for (const policy of [byDecision, makePolicy()]) {
      const input = makeInput({ policy, people: [numbered('P1')], directory: { accounts }, rejections });
      assert.deepEqual(plan(input).operations, ['create-account P1 sanne.devries@voorbeeld.nl']);
    }
  });

  it('takes an address again that was a candidate and was turned down', () => {
    const candidate = old(
      'b',
      { employeeId: null, displayName: 'Iemand', givenName: null, surname: null },
      { mail: 's@voorbeeld.nl' },
    );
    const input = makeInput({
      people: [numbered('P1', { workEmail: 's@voorbeeld.nl' })],
      directory: { accounts: [candidate] },
    });
    assert.deepEqual(plan(input), { operations: [], notes: ['candidate P1'] });
    const rejections = new Map([['P1', new Set(['b'])]]);
    assert.deepEqual(plan({ ...input, rejections }).operations, ['create-account P1 sanne.devries@voorbeeld.nl']);
  });

  it('gives nobody a second account while one that is likely theirs is there, but lets a namesake be', () => {
    const likely = old('x1', { employeeId: null, department: 'Sales' });
    const withTitle = { ...likely, attributes: { ...likely.attributes, jobTitle: 'Verkoper' } };
    const job = makeEmployment({ employmentKey: 'P1', employeeNumber: 'N1', functionTitle: 'Verkoper' });
    const input = makeInput({
      policy: byDecision,
      people: [numbered('P1', { employments: [job] })],
      directory: { accounts: [withTitle] },
    });
    assert.deepEqual(plan(input), { operations: [], notes: ['proposal P1'] });
    const namesake = makeInput({ policy: byDecision, people: [numbered('P1')], directory: { accounts: [old('x1')] } });
    assert.deepEqual(plan(namesake).operations, ['create-account P1 sanne.devries@voorbeeld.nl']);
    assert.deepEqual(plan({ ...input, policy: makePolicy() }).operations, [
      'create-account P1 sanne.devries@voorbeeld.nl',
    ]);
  });

  it('leaves whoever is outside the scope, protected or synced as before', () => {
    const policy = makePolicy('adoption: by-decision\nscope: user.givenName -eq "Sanne"\nprotect: [b@voorbeeld.nl]\n');
    const input = makeInput({
      policy,
      people: [...people, numbered('P3'), numbered('P4')],
      directory: {
        accounts: [
          old('a', { employeeId: 'N2' }),
          old('b', { employeeId: 'N3' }),
          old('c', { employeeId: 'N4' }, { isSynced: true }),
          old('d', { employeeId: 'N1' }),
        ],
      },
    });
    assert.deepEqual(plan(input), { operations: [], notes: ['proposal P1', 'protected P3', 'synced P4'] });
  });

  it('does not restore from the recycle bin by a number alone', () => {
    const bin = [
      old(
        'a',
        { employeeId: 'N1' },
        { deletedAt: '2026-11-01T00:00:00Z', userPrincipalName: 'sanne@voorbeeld.nl', accountEnabled: false },
      ),
    ];
    const input = makeInput({ policy: byDecision, people: [numbered('P1')], directory: { deletedAccounts: bin } });
    assert.deepEqual(plan(input), { operations: [], notes: ['proposal P1'] });
    assert.deepEqual(plan({ ...input, links: new Map([['P1', 'a']]) }).operations.slice(0, 1), [
      'restore-account P1 sanne@voorbeeld.nl',
    ]);
  });

  it('does not shut out by a number alone, and says that there is something to decide', () => {
    const exit = { personKey: 'P1', fromAt: '2026-11-24T07:00:00Z', liftedAt: null, reason: 'theft', by: 'hr' };
    const input = makeInput({
      policy: byDecision,
      people: [numbered('P1')],
      directory: { accounts },
      urgentExits: [exit],
    });
    assert.deepEqual(plan(input), { operations: [], notes: ['proposal P1'] });
    assert.deepEqual(plan({ ...input, links: new Map([['P1', 'a']]) }).operations, [
      'disable-account P1 a@voorbeeld.nl',
      'revoke-sessions P1 a@voorbeeld.nl',
    ]);
  });

  it('leaves the manager as it is while it is not clear which account the manager has', () => {
    const report = numbered('P2', {
      employments: [makeEmployment({ employmentKey: 'P2', employeeNumber: 'N2', managerPersonKey: 'P1' })],
    });
    const own = old('b', { employeeId: 'N2', department: 'Sales' }, { managerId: 'a', stampedPersonKey: 'P2' });
    const input = makeInput({
      policy: byDecision,
      people: [numbered('P1'), report],
      directory: { accounts: [...accounts, own] },
    });
    assert.deepEqual(plan(input), { operations: [], notes: ['proposal P1', 'unknown-manager P2'] });
  });
});

describe('an account that is ours in part', () => {
  const links = new Map([['P1', 'a']]);
  const ownership = (...names: AccountAttribute[]) => new Map([['P1', names]]);
  const account = old('a', { employeeId: null, displayName: 'S. de Vries' }, { accountEnabled: false });
  const input = makeInput({ policy: byDecision, people: [numbered('P1')], directory: { accounts: [account] }, links });
  const writtenTo = (world: PlanInput) =>
    planPeople(world)
      .operations.flatMap(({ kind, after }) => (kind === 'update-account' ? Object.keys(after ?? {}) : [kind]))
      .sort();

  it('is written as far as it was accepted, and enabled all the same', () => {
    assert.deepEqual(writtenTo(input), ['department', 'displayName', 'employeeId', 'enable-account']);
    assert.deepEqual(writtenTo({ ...input, ownership: ownership('department') }), ['department', 'enable-account']);
    assert.deepEqual(writtenTo({ ...input, ownership: ownership('givenName', 'mobilePhone') }), ['enable-account']);
  });

  it('is explained as far as it was accepted', () => {
    const world = { ...input, ownership: ownership('department') };
    const explained = explainPerson('P1', world);
    assert.deepEqual(explained?.items.map(({ item }) => item).slice(0, 2), ['enabled', 'department']);
    assert.ok(!explained?.items.some(({ item }) => item === 'displayName'));
  });

  it('says nothing of another account, nor of one that is made', () => {
    const elsewhere = { ...input, links: new Map([['P1', 'gone']]), ownership: ownership('department') };
    const marked = makeInput({ ...elsewhere, directory: { accounts: [{ ...account, stampedPersonKey: 'P1' }] } });
    assert.deepEqual(writtenTo(marked), ['department', 'displayName', 'employeeId', 'enable-account']);
    const made = planPeople(makeInput({ ...elsewhere, directory: {} })).operations[0];
    assert.equal(made?.after?.displayName, 'Sanne de Vries');
  });

  it('gives groups by how the account will be, and roles by what HR says', () => {
    const policy = makePolicy(`adoption: by-decision
roles: [{ id: sales, when: 'user.department -eq "Sales"', grant: { groups: [sg-role] } }]
groups:
  - { id: sg-rule, membershipRule: 'user.department -eq "Sales"' }
  - { id: sg-old, membershipRule: 'user.department -eq "Old"' }
`);
    const groups = ['sg-role', 'sg-rule', 'sg-old'].map((name) => makeGroup(name));
    const groupsOf = (owned: PlanInput['ownership']) =>
      planPeople(makeInput({ ...input, policy, ownership: owned, directory: { accounts: [account], groups } }))
        .operations.flatMap(({ kind, target }) => (kind === 'add-member' ? [target.groupName] : []))
        .sort();
    assert.deepEqual(groupsOf(new Map()), ['sg-role', 'sg-rule']);
    assert.deepEqual(groupsOf(ownership('jobTitle')), ['sg-old', 'sg-role']);
  });
});
