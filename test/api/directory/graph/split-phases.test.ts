import assert from 'node:assert/strict';
import { splitPhases } from '../../../../api/directory/graph/split-phases.ts';
import type { OperationKind } from '../../../../models/plan.ts';
import { planOperation } from '../../../contracts/directory-contract-plan.ts';

describe('phases of a plan', () => {
  const phases = (...kinds: OperationKind[]) =>
    splitPhases(kinds.map((kind, index) => planOperation({ kind, personKey: `hr:${index}` }))).map((phase) =>
      phase.map((operation) => operation.kind),
    );

  it('puts side by side only what does not wait for each other, and keeps the order given', () => {
    assert.deepEqual(
      phases(
        'restore-account',
        'create-account',
        'update-account',
        'remove-member',
        'remove-licence',
        'set-manager',
        'add-member',
        'assign-app-role',
        'provision-app',
        'delete-account',
        'set-membership-rule',
      ),
      [
        ['restore-account', 'create-account'],
        ['update-account'],
        ['remove-member', 'remove-licence', 'set-manager', 'add-member', 'assign-app-role'],
        ['provision-app'],
        ['delete-account'],
        ['set-membership-rule'],
      ],
    );
    assert.deepEqual(phases('add-member', 'create-account', 'add-member'), [
      ['add-member'],
      ['create-account'],
      ['add-member'],
    ]);
    assert.deepEqual(phases(), []);
  });
});
