import assert from 'node:assert/strict';
import { holdDrift } from '../../../../api/engine/drift/hold-drift.ts';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import type { DriftFinding } from '../../../../models/ledger.ts';
import type { Operation } from '../../../../models/plan.ts';
import { makeInput } from '../make-input.ts';
import { makeOperation } from '../make-operation.ts';

const draftOf = (...operations: Operation[]) => ({ ...planPeople(makeInput({})), operations });
const found = ({ id: operationId, personKey, sentence }: Operation): DriftFinding => ({
  operationId,
  personKey,
  sentence,
  foundAt: '2026-11-24T08:00:00.000Z',
  by: null,
  at: null,
});
const ids = (operations: readonly Operation[]) => operations.map(({ id }) => id);

describe('changes by hand that somebody chooses about', () => {
  const role = {
    ...makeOperation('assign-app-role', 'P1'),
    id: 'role',
    target: { accountId: 'a', userPrincipalName: 'a@x.nl', appId: 'crm' },
  };
  const provision = { ...role, id: 'provision', kind: 'provision-app' as const };
  const member = { ...makeOperation('add-member', 'P2'), id: 'member' };

  it('leave a plan without any as it is', () => {
    const draft = draftOf(role, member);
    assert.deepEqual(holdDrift(draft, []), { draft, held: [] });
  });

  it('wait, with what rests on them, and the plan is another one', () => {
    const draft = draftOf(role, provision, member);
    const { draft: rest, held } = holdDrift(draft, [found(role)]);
    assert.deepEqual([ids(held), ids(rest.operations)], [['role', 'provision'], ['member']]);
    assert.deepEqual(rest.counts, { 'add-member': 1 });
    assert.notEqual(rest.fingerprint, draft.fingerprint);
  });

  it('go once they were chosen to be put back', () => {
    assert.deepEqual(ids(holdDrift(draftOf(member), [{ ...found(member), choice: 'put-back' }]).draft.operations), [
      'member',
    ]);
  });

  it('never keep somebody in who is out', () => {
    const out = [makeOperation('disable-account', 'P1'), makeOperation('revoke-sessions', 'P1')];
    assert.equal(holdDrift(draftOf(...out), out.map(found)).draft.operations.length, 2);
  });
});
