import assert from 'node:assert/strict';
import { compareMirrors } from '../../../../api/directory/graph/compare-mirrors.ts';
import type { Account, DirectoryMirror } from '../../../../models/account.ts';
import { buildAccount } from '../../../fakes/create-fake-directory.ts';

const mirror = (accounts: Account[], deletedAccounts: Account[] = []): DirectoryMirror => ({
  readAt: '2026-11-24T10:00:00Z',
  accounts,
  deletedAccounts,
  groups: [],
  applications: [],
  skus: [],
  usersDeltaLink: 'u',
  groupsDeltaLink: 'g',
});
const person = (id: string, jobTitle = 'Cook') => buildAccount({ id, attributes: { jobTitle } });

describe('comparing two readings', () => {
  it('names what is another than before, not what was only read again', () => {
    const before = mirror([person('ada'), person('bob')]);
    const after = mirror([person('ada'), person('bob', 'Chef'), person('eve')]);
    assert.deepEqual(compareMirrors(before, after), {
      kind: 'delta',
      accountIds: ['bob', 'eve'],
      removedAccountIds: [],
      groupIds: [],
      removedGroupIds: [],
    });
  });

  it('calls only those removed who are nowhere any more', () => {
    const binned = { ...person('bob'), deletedAt: '2026-11-24T09:00:00Z' };
    const gone = compareMirrors(mirror([person('ada'), person('bob')]), mirror([], [binned]));
    assert.ok(gone.kind === 'delta');
    assert.deepEqual(gone.accountIds, ['bob']);
    assert.deepEqual(gone.removedAccountIds, ['ada']);
  });
});
