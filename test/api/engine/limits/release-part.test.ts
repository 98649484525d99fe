import assert from 'node:assert/strict';
import fc from 'fast-check';
import { releasePart } from '../../../../api/engine/limits/release-part.ts';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import { OperationKind } from '../../../../models/plan.ts';
import type { Part } from '../../../../models/run.ts';
import { applyOperations } from '../../../fakes/apply-operations.ts';
import { worlds } from '../../../play-worlds.ts';
import { arbitraryWorld } from '../arbitrary-world.ts';
import { makeOperation } from '../make-operation.ts';

const runs = worlds(100);

const plan = [
  makeOperation('disable-account', 'old'),
  makeOperation('revoke-sessions', 'old'),
  makeOperation('restore-account', 'back'),
  makeOperation('create-account', 'new'),
  makeOperation('update-account', 'nl', { before: { usageLocation: null }, after: { usageLocation: 'NL' } }),
  makeOperation('update-account', 'be', { before: { usageLocation: 'NL' }, after: { usageLocation: 'BE' } }),
  makeOperation('enable-account', 'back'),
  makeOperation('remove-member', 'old', { target: { groupId: 'g' } }),
  makeOperation('set-manager', 'nl', { after: { managerPersonKey: 'new' } }),
  makeOperation('set-manager', 'be', { after: { managerPersonKey: 'back' } }),
  makeOperation('add-member', 'new', { target: { groupId: 'g' } }),
  makeOperation('assign-licence', 'nl', { target: { skuId: 's' } }),
  makeOperation('assign-licence', 'be', { target: { skuId: 's' } }),
  makeOperation('assign-app-role', 'be', { target: { appId: 'x' } }),
  makeOperation('provision-app', 'be', { target: { appId: 'x' } }),
  makeOperation('provision-app', 'be', { target: { appId: 'y' } }),
  makeOperation('set-membership-rule', null, { target: { accountId: null, groupId: 'd' } }),
  makeOperation('delete-account', 'gone'),
];

const heldBy = (release: Parameters<typeof releasePart>[1]): string[] =>
  releasePart(plan, release).held.map(({ id }) => id);

describe('a part of a plan', () => {
  it('is all of it when nothing is said', () => {
    assert.deepEqual(releasePart(plan, {}), { released: plan, held: [] });
    assert.deepEqual(releasePart(plan, { only: {} }).held, []);
    assert.deepEqual(releasePart(plan, { except: {} }).released, []);
  });

  it('is what is of the kinds, of the people and has the ids that are named', () => {
    const released = (only: Part, except?: Part) =>
      releasePart(plan, { only, ...(except === undefined ? {} : { except }) }).released.map(({ id }) => id);
    assert.deepEqual(released({ kinds: ['delete-account', 'enable-account'], people: ['gone'] }), [
      'delete-account|gone|',
    ]);
    assert.deepEqual(released({ people: ['old'] }, { kinds: ['remove-member'] }), [
      'disable-account|old|',
      'revoke-sessions|old|',
    ]);
    assert.deepEqual(released({ operations: ['delete-account|gone|'] }), ['delete-account|gone|']);
    assert.deepEqual(released({ kinds: ['set-membership-rule'] }), ['set-membership-rule||d']);
    assert.deepEqual(released({ kinds: ['set-membership-rule'], people: ['old'] }), []);
  });

  const table: readonly [held: OperationKind, also: string[]][] = [
    ['create-account', ['create-account|new|', 'set-manager|nl|', 'add-member|new|g']],
    ['restore-account', ['restore-account|back|', 'enable-account|back|', 'set-manager|be|']],
    ['disable-account', ['disable-account|old|', 'revoke-sessions|old|']],
    ['update-account', ['update-account|nl|', 'update-account|be|', 'assign-licence|nl|s']],
    ['assign-app-role', ['assign-app-role|be|x', 'provision-app|be|x']],
    ['remove-member', ['remove-member|old|g']],
  ];
  for (const [kind, held] of table) {
    it(`without ${kind} holds ${held.slice(1).join(', ') || 'nothing else'}`, () => {
      assert.deepEqual(heldBy({ except: { kinds: [kind] } }), held);
    });
  }

  it('holds what rests on what rests on something held', () => {
    const chain = [
      makeOperation('create-account', 'new'),
      makeOperation('assign-app-role', 'new', { target: { appId: 'x' } }),
      makeOperation('provision-app', 'new', { target: { appId: 'x' } }),
    ];
    assert.deepEqual(releasePart(chain, { only: { kinds: ['assign-app-role', 'provision-app'] } }).released, []);
  });

  it('does not pause the rule of a group without what ends the pause', () => {
    const rule = (processing: string) =>
      makeOperation('set-membership-rule', null, { id: processing, target: { groupId: 'd' }, after: { processing } });
    const [paused, resumed] = [rule('paused'), rule('on')];
    assert.deepEqual(releasePart([paused, resumed], { except: { operations: ['on'] } }).released, []);
    assert.deepEqual(releasePart([paused, resumed], { except: { operations: ['paused'] } }).released, [resumed]);
  });

  it('can be carried out by itself, and the rest after it', () => {
    const part = fc.record(
      {
        kinds: fc.subarray(OperationKind.options),
        people: fc.subarray(['p0', 'p1', 'p2', 'p3', 'p4', 'p5']),
      },
      { requiredKeys: [], noNullPrototype: true },
    );
    const release = fc.record({ only: part, except: part }, { requiredKeys: [], noNullPrototype: true });
    fc.assert(
      fc.property(arbitraryWorld, release, (world, letGo) => {
        const { operations } = planPeople(world);
        const { released, held } = releasePart(operations, letGo);
        assert.equal(released.length + held.length, operations.length);
        const after = applyOperations(world.directory, released, world.now);
        const rest = planPeople({ ...world, directory: after }).operations;
        const settled = { ...world, directory: applyOperations(after, rest, world.now) };
        assert.deepEqual(planPeople(settled).operations, []);
      }),
      runs,
    );
  });
});
