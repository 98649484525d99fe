import assert from 'node:assert/strict';
import { planPeople } from '../../../api/engine/plan-people.ts';
import type { Account } from '../../../models/account.ts';
import type { Source } from '../../../models/source.ts';
import { makeAccount, makeEmployment, makeInput, makePerson, makePolicy } from './make-input.ts';
import { ended, find, kinds, lines, ours } from './plan-lines.ts';

describe('the manager of an account', () => {
  const worker = makePerson({
    personKey: 'P1',
    employments: [makeEmployment({ employmentKey: 'E1', managerPersonKey: 'P2', employeeNumber: '1' })],
  });
  const kept = (parts: Parameters<typeof makeInput>[0] & { accounts?: Account[] }) => {
    const accounts = [
      makeAccount({ id: 'a', stampedPersonKey: 'P1', managerId: 'b' }, { employeeId: '1' }),
      makeAccount({ id: 'b' }),
      ...(parts.accounts ?? []),
    ];
    return planPeople(makeInput({ people: [worker], ...parts, directory: { accounts } }));
  };

  it('stays while it is not clear which account the manager has', () => {
    const boss = makePerson({ personKey: 'P2' });
    const plan = kept({ people: [worker, boss], accounts: [ours('c', 'P2'), ours('d', 'P2')] });
    assert.deepEqual([lines(plan), kinds(plan)], [[], ['unknown-manager P1', 'ambiguous P2']]);
  });

  it('is who comes back from the recycle bin in the same plan', () => {
    const boss = makePerson({ personKey: 'P2' });
    const plan = planPeople(
      makeInput({
        people: [worker, boss],
        directory: {
          accounts: [ours('a', 'P1')],
          deletedAccounts: [ours('c', 'P2', { deletedAt: '2026-11-01T00:00:00Z' })],
        },
      }),
    );
    assert.deepEqual(find(plan, 'set-manager').after, {
      managerPersonKey: 'P2',
      managerAccountId: 'c',
      managerName: 'Sanne de Vries (P2)',
    });
  });

  it('is nobody when the account of the manager goes in the same plan', () => {
    const boss = ended('P2', '2020-01-01');
    const plan = kept({ people: [worker, boss], accounts: [ours('c', 'P2', { accountEnabled: false })] });
    assert.deepEqual(lines(plan), ['remove-manager P1', 'delete-account P2']);
  });

  it('stays while the rows of the manager cannot be used', () => {
    const setAside = [{ personKey: 'P2', reason: 'unknown-date' as const, text: 'P2: a date', where: 'persons.csv:3' }];
    const plan = kept({ setAside });
    assert.deepEqual([lines(plan), kinds(plan)], [[], ['set-aside P2', 'unknown-manager P1']]);
  });

  it('stays when the source has no managers at all', () => {
    const columns = { personKey: 'A', unitKey: 'B', startDate: 'C' };
    const flat = { id: 'hr', connector: 'csv' as const, file: 'w.csv', columns };
    const policy = (source: Source) => {
      const compiled = makePolicy();
      return { ...compiled, policy: { ...compiled.policy, sources: [source] } };
    };
    const alone = makePerson({ personKey: 'P1' });
    const source = (read: Source) => ({ people: [alone], policy: policy(read) });
    assert.deepEqual(lines(kept(source(flat))), []);
    assert.deepEqual(lines(kept(source({ ...flat, columns: { ...columns, managerPersonKey: 'D' } }))), [
      'remove-manager P1',
    ]);
    assert.deepEqual(lines(kept(source({ id: 'hr', connector: 'csv', folder: './hr' }))), ['remove-manager P1']);
  });
});
