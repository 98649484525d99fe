import assert from 'node:assert/strict';
import { orderOperations } from '../../../api/engine/order-operations.ts';
import type { Operation, OperationKind } from '../../../models/plan.ts';
import { makeOperation } from './make-operation.ts';

const group = (name: string) => ({ target: { groupId: name, groupName: name } });
const show = (operations: readonly Operation[]): string[] =>
  operations.map(({ kind, personKey, target, after }) =>
    [kind, personKey, target.groupId, after?.processing].filter((part) => part != null).join(' '),
  );
/** The order of these, whatever the order in which they are given. */
function inOrder(...operations: Operation[]): string[] {
  const ordered = show(orderOperations(operations));
  assert.deepEqual(show(orderOperations([...operations].reverse())), ordered);
  return ordered;
}

describe('the order of operations', () => {
  it('is: out, accounts, access that goes, managers, access that comes, deletion', () => {
    const kinds: OperationKind[] = [
      'disable-account',
      'revoke-sessions',
      'restore-account',
      'create-account',
      'update-account',
      'rename-account',
      'enable-account',
      'remove-member',
      'remove-licence',
      'remove-app-role',
      'set-manager',
      'remove-manager',
      'add-member',
      'assign-licence',
      'assign-app-role',
      'provision-app',
      'delete-account',
    ];
    assert.deepEqual(
      inOrder(...kinds.map((kind, index) => makeOperation(kind, `P${index}`))).map((line) => line.split(' ')[0]),
      kinds,
    );
  });

  it('keeps members of one group together, and people in the order of their keys', () => {
    assert.deepEqual(
      inOrder(
        makeOperation('add-member', 'P2', group('a')),
        makeOperation('add-member', 'P1', group('b')),
        makeOperation('add-member', 'P1', group('a')),
      ),
      ['add-member P1 a', 'add-member P2 a', 'add-member P1 b'],
    );
  });

  it('of several things for one person follows their ids', () => {
    const role = (id: string) => ({ ...makeOperation('assign-app-role', 'P1'), id });
    assert.deepEqual(
      orderOperations([role('c'), role('a'), role('b'), role('b')]).map(({ id }) => id),
      ['a', 'b', 'b', 'c'],
    );
  });

  it('disables and signs out after the restore whoever comes back from the recycle bin', () => {
    assert.deepEqual(
      inOrder(
        makeOperation('disable-account', 'P1'),
        makeOperation('revoke-sessions', 'P1'),
        makeOperation('restore-account', 'P1'),
        makeOperation('disable-account', 'P2'),
      ),
      ['disable-account P2', 'restore-account P1', 'disable-account P1', 'revoke-sessions P1'],
    );
  });

  it('pauses the rules of groups before anything changes and works them again after all of it', () => {
    const rule = (id: string, processing: string) => ({
      ...makeOperation('set-membership-rule', null, { ...group('g'), after: { processing } }),
      id,
    });
    assert.deepEqual(
      inOrder(
        rule('a', 'on'),
        makeOperation('update-account', 'P1'),
        rule('b', 'paused'),
        makeOperation('delete-account', 'P2'),
      ),
      ['set-membership-rule g paused', 'update-account P1', 'delete-account P2', 'set-membership-rule g on'],
    );
    assert.deepEqual(
      orderOperations([rule('b', 'on'), rule('a', 'on')]).map(({ id }) => id),
      ['a', 'b'],
    );
  });
});
