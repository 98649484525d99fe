import assert from 'node:assert/strict';
import fc from 'fast-check';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import type { PlanInput } from '../../../../api/engine/survey-world.ts';
import { planUndo } from '../../../../api/engine/undo/plan-undo.ts';
import type { Operation, OperationResult } from '../../../../models/plan.ts';
import { undoTexts } from '../../../../models/texts/undo-texts.ts';
import { applyOperations } from '../../../fakes/apply-operations.ts';
import { worlds } from '../../../play-worlds.ts';
import { arbitraryWorld } from '../arbitrary-world.ts';

const runs = worlds(100);
const texts = undoTexts('en');
const later = '2027-06-02T12:00:00Z';

type Directory = PlanInput['directory'];
type Done = { operation: Operation; result: OperationResult };

/** What became of operations that all went well; who was made is `made-<person>`. */
const succeed = (operations: readonly Operation[], at: string): Done[] =>
  operations.map((operation) => {
    const accountId = operation.target.accountId ?? `made-${operation.personKey}`;
    return { operation, result: { operationId: operation.id, kind: 'done', at, accountId, error: null } };
  });

/** The plan of a moment, carried out. */
function live(world: PlanInput, directory: Directory, now: string): { directory: Directory; done: Done[] } {
  const { operations } = planPeople({ ...world, directory, now });
  return { directory: applyOperations(directory, operations, now), done: succeed(operations, now) };
}

/**
 * What Entra does not give back: managers and memberships of who was deleted, the mark of a deletion, and what was written to an
 * account between two stays in the recycle bin.
 */
function comparable(directory: Directory, gone: ReadonlySet<string>) {
  const made = ({ id }: { id: string }) => id.startsWith('made-');
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  const own = (managerId: string | null) => (managerId === null || gone.has(managerId) ? null : managerId);
  return {
    accounts: directory.accounts
      .map((account) => ({ ...account, managerId: gone.has(account.id) ? null : own(account.managerId) }))
      .sort(byId),
    bin: directory.deletedAccounts
      .filter((account) => !made(account))
      .map((account) => (gone.has(account.id) ? { id: account.id } : { ...account, deletedAt: '' }))
      .sort(byId),
    members: directory.groups.map(({ id, memberIds }) => [id, memberIds?.filter((member) => !gone.has(member)).sort()]),
  };
}

const deletedBy = (done: readonly Done[]): Set<string> =>
  new Set(
    done.flatMap(({ operation: { kind, target } }) =>
      kind === 'delete-account' || kind === 'restore-account' ? (target.accountId ?? []) : [],
    ),
  );

describe('any undo', () => {
  it('brings back what was there before a run, and has nothing more to do then', () => {
    fc.assert(
      fc.property(arbitraryWorld, (world) => {
        const { directory, done } = live(world, world.directory, world.now);
        const undo = planUndo({ protect: [], operations: done, directory, texts });
        const back = applyOperations(directory, undo.operations, later);
        const gone = deletedBy(done);
        assert.deepEqual(comparable(back, gone), comparable(world.directory, gone));
        assert.ok(undo.refused.every(({ operation }) => operation.kind === 'revoke-sessions'));
        assert.deepEqual(planUndo({ protect: [], operations: done, directory: back, texts }).operations, []);
        assert.equal(new Set(undo.operations.map(({ id }) => id)).size, undo.operations.length);
      }),
      runs,
    );
  });

  it('brings back what was there before two runs, months apart', () => {
    fc.assert(
      fc.property(arbitraryWorld, (world) => {
        const first = live(world, world.directory, world.now);
        const second = live(world, first.directory, later);
        const done = [...first.done, ...second.done];
        const undo = planUndo({ protect: [], operations: done, directory: second.directory, texts });
        const back = applyOperations(second.directory, undo.operations, later);
        const gone = deletedBy(done);
        assert.deepEqual(comparable(back, gone), comparable(world.directory, gone));
        assert.deepEqual(planUndo({ protect: [], operations: done, directory: back, texts }).operations, []);
        assert.equal(new Set(undo.operations.map(({ id }) => id)).size, undo.operations.length);
      }),
      runs,
    );
  });

  it('is asked about before it is done again', () => {
    fc.assert(
      fc.property(arbitraryWorld, (world) => {
        const { directory, done } = live(world, world.directory, world.now);
        const undo = planUndo({ protect: [], operations: done, directory, texts });
        const back = applyOperations(directory, undo.operations, world.now);
        const links = new Map(world.links);
        for (const { operation, result } of done) {
          if (operation.personKey !== null && result.accountId !== null)
            links.set(operation.personKey, result.accountId);
        }
        const again = planPeople({ ...world, links, directory: back }).operations;
        const known = new Set(undo.undone);
        const people = new Set(again.filter(({ id }) => known.has(id)).map(({ personKey }) => personKey));
        for (const { id, kind, personKey } of again) {
          const isNew =
            !known.has(id) && !people.has(personKey) && done.some(({ operation }) => operation.personKey === personKey);
          assert.ok(!isNew || kind === 'revoke-sessions', `${kind} of ${personKey} would be done again unasked`);
        }
      }),
      runs,
    );
  });

  it('leaves what somebody changed since, and says so', () => {
    fc.assert(
      fc.property(arbitraryWorld, fc.nat(), (world, pick) => {
        const { directory, done } = live(world, world.directory, world.now);
        const changed = done.filter(
          ({ operation }) => operation.kind === 'update-account' && operation.after?.department,
        );
        const entry = changed[pick % Math.max(changed.length, 1)];
        if (entry === undefined) return;
        const byHand = (account: Directory['accounts'][number]) =>
          account.id === entry.result.accountId
            ? { ...account, attributes: { ...account.attributes, department: 'By hand' } }
            : account;
        const now = { ...directory, accounts: directory.accounts.map(byHand) };
        const undo = planUndo({ protect: [], operations: done, directory: now, texts });
        assert.match(
          undo.refused.find(({ operation }) => operation === entry.operation)?.reason ?? '',
          /^department was left as .* and is “By hand” now/,
        );
        const back = applyOperations(now, undo.operations, later);
        const account = [...back.accounts, ...back.deletedAccounts].find(({ id }) => id === entry.result.accountId);
        assert.equal(account?.attributes.department, 'By hand');
      }),
      runs,
    );
  });
});
