import assert from 'node:assert/strict';
import { measureEverybody } from '../../../../api/engine/few/measure-everybody.ts';
import { planFew } from '../../../../api/engine/few/plan-few.ts';
import { replayMemberships } from '../../../../api/engine/few/replay-memberships.ts';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import type { PlanInput } from '../../../../api/engine/survey-world.ts';
import type { Operation } from '../../../../models/plan.ts';
import { atOnce } from '../../../../models/steps.ts';
import { makeAccount, makeApp, makeGroup, makeInput, makePerson, makePolicy, makeSku } from '../make-input.ts';
import { employed, kept, married, withKept } from '../names/address-world.ts';

const sentencesOf = (personKey: string, { operations }: { operations: readonly Operation[] }): string[] =>
  operations.flatMap((one) => (one.personKey === personKey ? [one.sentence] : []));

/** What a plan of this person alone does, which has to be what the plan of everybody does with them. */
function alone(personKey: string, input: PlanInput): string[] {
  const { draft } = atOnce(planFew([personKey], input));
  const sentences = sentencesOf(personKey, draft);
  assert.deepEqual(sentences, sentencesOf(personKey, planPeople(input)));
  return sentences;
}

describe('a plan of one person', () => {
  const crowd = (count: number) => Array.from({ length: count }, (_, index) => makePerson({ personKey: `P${index}` }));
  const account = (index: number, more: object = {}) =>
    makeAccount({
      id: `a${index}`,
      userPrincipalName: `p${index}@voorbeeld.nl`,
      stampedPersonKey: `P${index}`,
      ...more,
    });

  it('gives a joiner the address that the plan of everybody would, however many are called alike', () => {
    const taken = ['sanne.devries', 'sanne.devries2', 'sanne.devries3'];
    const accounts = taken.map((name, index) => account(index, { userPrincipalName: `${name}@voorbeeld.nl` }));
    const input = makeInput({ people: crowd(4), directory: { accounts } });
    assert.match(alone('P3', input).join(' '), /Create account sanne\.devries4/);
  });

  it('leaves who is whose to the plan of everybody where somebody decides on that', () => {
    const policy = makePolicy('adoption: by-decision\n');
    const input = makeInput({ policy, people: crowd(3), directory: { accounts: [account(0)] } });
    assert.match(alone('P2', input).join(' '), /Create account/);
    assert.match(alone('P0', input).join(' '), /^(?!.*Create account)/);
  });

  it('gives a seat where there is one for everybody, and the last ones as the plan of everybody does', () => {
    const policy = makePolicy(
      `roles: [{ id: all, when: 'user.employeeType -eq "employee"', grant: { licences: [E5], groups: [sg-x] } }]\n`,
    );
    const licences = [{ skuId: 'sku-E5', direct: true, groupIds: [] }];
    for (const [seats, isHeld] of [
      [9, true],
      [9, false],
      [2, true],
      [1, true],
    ] as const) {
      const accounts = [
        account(0, isHeld ? { licences } : {}),
        account(1),
        account(2, { stampedPersonKey: null }),
        account(8, { stampedPersonKey: null, licences: isHeld ? licences : [] }),
      ];
      const directory = { accounts, groups: [makeGroup('sg-x')], skus: [makeSku('E5', seats, seats - 1)] };
      const dutch = crowd(3).map((one) => ({
        ...one,
        employments: one.employments.map((job) => ({ ...job, country: 'NL' })),
      }));
      const input = makeInput({ policy, people: dutch, directory, links: new Map([['P2', 'a2']]) });
      for (const key of ['P0', 'P1', 'P2']) alone(key, input);
    }
  });

  it('leaves a manager who gets an account by another plan to that one, and sets one who is there', () => {
    const accounts = [account(1), account(2), account(3, { managerId: 'a1' })];
    const units = [
      { unitKey: 'sales', name: 'Sales', headPersonKey: 'P0' },
      { unitKey: 'board', name: 'Board', headPersonKey: 'P1' },
      { unitKey: 'alone', name: 'Alone' },
    ];
    const place = ['sales', 'sales', 'board', 'alone'];
    const people = crowd(4).map((one, index) => ({
      ...one,
      employments: one.employments.map((job) => ({ ...job, unitKey: place[index] ?? 'sales' })),
    }));
    const input = makeInput({ people, units, directory: { accounts } });
    const setsOf = (...keys: string[]) =>
      atOnce(planFew(keys, input)).draft.operations.flatMap(({ kind, personKey }) =>
        kind === 'set-manager' ? personKey : [],
      );
    assert.deepEqual(setsOf('P1'), []);
    assert.deepEqual(setsOf('P0', 'P1'), ['P1']);
    assert.deepEqual(setsOf('P2', 'P3'), ['P2']);
  });

  it('renames somebody at once, when somebody else does not have the name', () => {
    const policy = makePolicy('names: { rename: { when: at-once } }');
    const ledger = withKept(kept('sanne.devries', 'P1'));
    const input = makeInput({ ...employed('sanne.devries', married), ledger, policy });
    assert.match(alone('P1', input).join(' '), /sanne\.smit/);
  });
});

describe('everybody, measured without a survey', () => {
  it('counts people, accounts of theirs, memberships, and whom HR does not name or cannot be read', () => {
    const accounts = [
      makeAccount({ id: 'a1', stampedPersonKey: 'P1', accountEnabled: true }),
      makeAccount({ id: 'a2', stampedPersonKey: null, accountEnabled: false }),
      makeAccount({ id: 'a3', stampedPersonKey: 'P3', accountEnabled: true }),
      makeAccount({ id: 'a4', stampedPersonKey: 'P4', accountEnabled: true }),
      makeAccount({ id: 'a5', stampedPersonKey: null, accountEnabled: true }),
    ];
    const aside = { reason: 'broken-row' as const, text: '', where: '' };
    const { people, setAside, directory, links } = makeInput({
      people: [makePerson({ personKey: 'P1' }), makePerson({ personKey: 'P2' })],
      setAside: [
        { ...aside, personKey: 'P3' },
        { ...aside, personKey: null },
      ],
      links: new Map([['P2', 'a2']]),
      directory: { accounts, groups: [makeGroup('x', ['a1', 'a5', 'a4']), { ...makeGroup('y'), memberIds: null }] },
    });
    assert.deepEqual(measureEverybody({ people, setAside, directory, links }), {
      people: 2,
      setAside: 2,
      linkedAccounts: 4,
      enabledAccounts: 3,
      memberships: 2,
      absent: 1,
      setAsideWithAccount: 1,
    });
  });
});

describe('memberships after what was done since Entra was read', () => {
  const done = (kind: Operation['kind'], target: object) =>
    ({ operation: { kind, target } as unknown as Operation, accountId: 'a' }) as const;
  const groups = [makeGroup('x', ['a', 'b']), makeGroup('y', ['b']), { ...makeGroup('z'), memberIds: null }];
  const assignments = [
    { id: 's', principalId: 'a', appRoleId: 'id-Pay' },
    { id: 't', principalId: 'b', appRoleId: 'id-Pay' },
  ];
  const applications = [makeApp('Bank', ['Pay'], { assignments } as never)];

  it('are as the last of it left them; of groups whose members nobody asked for nothing is said', () => {
    const after = replayMemberships({ groups, applications }, [
      done('add-member', { groupId: 'id-x' }),
      done('remove-member', { groupId: 'id-x' }),
      done('add-member', { groupId: 'id-y' }),
      done('add-member', { groupId: 'id-z' }),
      done('add-member', {}),
      done('update-account', {}),
    ]);
    assert.deepEqual(
      after.groups.map(({ memberIds }) => memberIds),
      [['b'], ['b', 'a'], null],
    );
    assert.equal(after.applications, applications);
  });

  it('lose an app role that was taken away', () => {
    const target = { appId: applications[0]?.id, appRoleId: 'id-Pay' };
    const after = replayMemberships({ groups, applications }, [done('remove-app-role', target)]);
    assert.deepEqual(
      after.applications[0]?.assignments.map(({ principalId }) => principalId),
      ['b'],
    );
  });
});
