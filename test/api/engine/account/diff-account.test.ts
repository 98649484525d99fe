import assert from 'node:assert/strict';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import { makeAccount, makeEmployment, makeGroup, makeInput, makePerson, makePolicy } from '../make-input.ts';

describe('a deletion', () => {
  it('keeps what the account held, in the same order whatever the order of the directory', () => {
    const job = makeEmployment({ employmentKey: 'E1', endsOn: '2020-12-31' });
    const groups = ['g-b', 'g-a', 'g-c'].map((name) => makeGroup(name, ['a']));
    for (const order of [groups, [...groups].reverse()]) {
      const { operations } = planPeople(
        makeInput({
          policy: makePolicy(
            'roles: [{ id: r, when: user.department -eq "Sales", grant: { groups: [g-a, g-b, g-c] } }]',
          ),
          people: [makePerson({ personKey: 'P1', employments: [job] })],
          directory: {
            accounts: [makeAccount({ id: 'a', stampedPersonKey: 'P1', accountEnabled: false })],
            groups: order,
          },
        }),
      );
      assert.deepEqual(
        operations.map(({ kind, before }) => [kind, before?.items]),
        [['delete-account', ['group id-g-a', 'group id-g-b', 'group id-g-c']]],
      );
    }
  });
});
