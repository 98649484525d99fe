import assert from 'node:assert/strict';
import { type PersonPlan, planSome } from '../../../../api/engine/outlook/plan-some.ts';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import type { PlanInput } from '../../../../api/engine/survey-world.ts';
import { parsePolicy } from '../../../../api/policy/read-policy.ts';
import { atOnce } from '../../../../models/steps.ts';
import { makeAccount, makeEmployment, makeGroup, makeInput, makePerson, makePolicy, salesUnit } from '../make-input.ts';

const policy = makePolicy(`
scope: user.employeeType -ne "external"
roles: [{ id: all, when: 'user.employeeType -eq "employee"', grant: { groups: [sg-all] } }]
`);
const job = (more: object = {}) => makeEmployment({ employmentKey: 'E', ...more });
const accountOf = (number: number, more: object = {}) =>
  makeAccount({ id: `a${number}`, stampedPersonKey: `P${number}`, accountEnabled: true, ...more });

/** Eight colleagues of sales under P0, who is its head; the odd ones are in the group already. */
const usual = (more: Partial<PlanInput> = {}): PlanInput =>
  makeInput({
    policy,
    people: Array.from({ length: 9 }, (_, number) => makePerson({ personKey: `P${number}` })),
    units: [{ ...salesUnit, headPersonKey: 'P0' }],
    directory: {
      accounts: Array.from({ length: 9 }, (_, number) => accountOf(number)),
      groups: [makeGroup('sg-all', ['a1', 'a3', 'a5', 'a7'])],
    },
    ...more,
  });
const mustPlan = (personKey: string, input: PlanInput): PersonPlan => {
  const plan = atOnce(planSome([personKey], input)).get(personKey);
  assert.ok(plan !== undefined);
  return plan;
};

describe('a plan of some people', () => {
  it('wants of each of them what the plan of everybody wants, for few and for many', () => {
    const input = usual();
    const whole = planPeople(input).operations;
    for (const keys of [['P1', 'P2'], Array.from({ length: 8 }, (_, number) => `P${number + 1}`)]) {
      const some = atOnce(planSome(keys, input));
      assert.deepEqual([...some.keys()], keys);
      for (const key of keys)
        assert.deepEqual(
          some.get(key)?.operations,
          whole.filter(({ personKey }) => personKey === key),
        );
    }
    assert.deepEqual(
      ['P1', 'P2'].map((key) => mustPlan(key, input).groupCount),
      [1, 0],
    );
  });

  it('leaves out whom nobody names, and says who is none of the policy’s business', () => {
    const people = [makePerson({ personKey: 'P1', employments: [job({ kind: 'external' })] })];
    const some = atOnce(planSome(['P1', 'P99'], usual({ people })));
    assert.deepEqual(
      [...some].map(([key, { isInScope }]) => [key, isInScope]),
      [['P1', false]],
    );
  });

  it('tells unit and manager, and whether that one can sign in', () => {
    const tell = (input: PlanInput) => {
      const { unit, manager } = mustPlan('P1', input);
      return [unit?.name ?? null, manager];
    };
    const boss = { name: 'Sanne de Vries', canSignIn: true };
    assert.deepEqual(tell(usual()), ['Sales', boss]);
    const accounts = [accountOf(0, { accountEnabled: false }), accountOf(1)];
    const disabled = usual({ directory: { ...usual().directory, accounts } });
    assert.deepEqual(tell(disabled), ['Sales', { ...boss, canSignIn: false }]);
    const only = (employment: object) =>
      usual({ people: [makePerson({ personKey: 'P1', employments: [job(employment)] })] });
    assert.deepEqual(tell(only({ unitKey: 'nowhere' })), [null, null]);
    assert.deepEqual(tell(only({ managerPersonKey: 'P99' })), ['Sales', null]);
    // Not in the list any more, but the account is known.
    assert.deepEqual(tell(only({ managerPersonKey: 'P5' })), ['Sales', { name: 'P5', canSignIn: true }]);
    const nothing = usual({ people: [makePerson({ personKey: 'P1', employments: [] })] });
    assert.deepEqual(tell(nothing), [null, null]);
  });

  it('has no account of whom there is none, and takes Entra’s word for the manager where HR has none', () => {
    const lonely = [makePerson({ personKey: 'P1', employments: [job({ unitKey: 'alone' })] })];
    const units = [{ unitKey: 'alone', name: 'Alone' }];
    const ask = (accounts: ReturnType<typeof accountOf>[], columns = '') => {
      const source = `{ id: hr, connector: csv, file: hr.csv, columns: { personKey: A, unitKey: B, startDate: C${columns} } }`;
      const flat = parsePolicy(`version: 1\ndomain: voorbeeld.nl\nsource: ${source}`, { name: 'i.yaml', folder: '/p' });
      const directory = { ...usual().directory, accounts };
      const { account, manager } = mustPlan('P1', usual({ policy: flat, people: lonely, units, directory }));
      return [account?.id ?? null, manager];
    };
    const boss = makeAccount({ id: 'boss' }, { displayName: 'Boss' });
    const nameless = makeAccount(
      { id: 'boss', userPrincipalName: 'boss@x.nl', accountEnabled: false },
      { displayName: null },
    );
    assert.deepEqual(ask([]), [null, null]);
    assert.deepEqual(ask([boss, accountOf(1, { managerId: 'boss' })]), ['a1', { name: 'Boss', canSignIn: true }]);
    assert.deepEqual(ask([nameless, accountOf(1, { managerId: 'boss' })])[1], { name: 'boss@x.nl', canSignIn: false });
    const asked = ask([boss, accountOf(1, { managerId: 'boss' })], ', managerPersonKey: D');
    assert.deepEqual(asked, ['a1', null], 'HR would say who it is, and says nobody');
    const [silent] = lonely;
    const elsewhere = job({ unitKey: 'alone', statedBy: { sourceId: 'planning', rank: 1 } });
    const known = usual({
      people: silent === undefined ? [] : [{ ...silent, employments: [elsewhere] }],
      units,
      directory: { ...usual().directory, accounts: [boss, accountOf(1, { managerId: 'boss' })] },
    });
    assert.equal(mustPlan('P1', known).manager, null, 'the source that states the employment would say');
  });
});
