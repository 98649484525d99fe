import assert from 'node:assert/strict';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import { makeAccount, makeEmployment, makeInput, makePolicy } from '../make-input.ts';

describe('the scope of a policy', () => {
  it('leaves somebody outside it alone even when HR does not say what they are called', () => {
    const nameless = { personKey: 'P1', sourceId: 'hr', nameUse: 'birth' as const, leaves: [] };
    const employments = [makeEmployment({ employmentKey: 'E1', kind: 'external', endsOn: '2026-10-01' })];
    const plan = planPeople(
      makeInput({
        policy: makePolicy('scope: user.employeeType -ne "external"\n'),
        people: [{ ...nameless, employments }],
        directory: { accounts: [makeAccount({ id: 'a', stampedPersonKey: 'P1' })] },
      }),
    );
    assert.deepEqual(
      plan.operations.map(({ kind }) => kind),
      [],
    );
    assert.deepEqual(
      plan.notes.map(({ kind }) => kind),
      ['out-of-scope'],
    );
  });
});
