import { isDeepStrictEqual } from 'node:util';
import type { DirectoryChanges, DirectoryMirror } from '../../../models/account.ts';

/**
 * What is another than before: living and deleted accounts together, so that one who went into the recycle bin has
 * changed, and only one who is nowhere any more was removed.
 */
export function compareMirrors(before: DirectoryMirror, after: DirectoryMirror): DirectoryChanges {
  const accounts = compare(
    [...before.accounts, ...before.deletedAccounts],
    [...after.accounts, ...after.deletedAccounts],
  );
  const groups = compare(before.groups, after.groups);
  return {
    kind: 'delta',
    accountIds: accounts.changed,
    removedAccountIds: accounts.gone,
    groupIds: groups.changed,
    removedGroupIds: groups.gone,
  };
}

function compare(
  before: ReadonlyArray<{ id: string }>,
  after: ReadonlyArray<{ id: string }>,
): { changed: string[]; gone: string[] } {
  const known = new Map(before.map((item) => [item.id, item]));
  const changed: string[] = [];
  for (const item of after) {
    const old = known.get(item.id);
    // Most are the very same object, because a merge makes new ones only for what it touches.
    if (item !== old && !isDeepStrictEqual(item, old)) changed.push(item.id);
    known.delete(item.id);
  }
  return { changed, gone: [...known.keys()] };
}
