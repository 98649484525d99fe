import type { Account, Group } from '../../../models/account.ts';
import { incomplete } from './read-collection.ts';
import type { Reading } from './reading.ts';
import { GROUP_SELECT, GraphGroup, MANAGER_EXPAND, USER_SELECT, WholeGraphUser } from './schema.ts';
import { toAccount, toGroup } from './to-account.ts';

/** A fresh account may not be found everywhere at once; after this many attempts it is left out. */
const MISSING_ATTEMPTS = 4;

/** Reads these accounts now, with their managers; those that cannot be found are left out. */
export async function readAccountsById(
  ids: readonly string[],
  { reader }: Pick<Reading, 'reader'>,
): Promise<Account[]> {
  const doing = 'Reading accounts back';
  const found = await Promise.all(
    [...new Set(ids)].map(async (id) => {
      const url = `/users/${encodeURIComponent(id)}?$select=${USER_SELECT}&$expand=${MANAGER_EXPAND}`;
      const answer = await reader.read(url, { doing, missing: MISSING_ATTEMPTS });
      if (answer.status === 404) return [];
      const user = WholeGraphUser.safeParse(answer.body);
      if (!user.success) throw incomplete(doing, 'An answer is not an account.');
      return [toAccount(user.data)];
    }),
  );
  return found.flat();
}

/** Reads these groups now, without members; those that cannot be found are left out. */
export async function readGroupsById(ids: readonly string[], { reader }: Pick<Reading, 'reader'>): Promise<Group[]> {
  const doing = 'Reading changed groups';
  const found = await Promise.all(
    ids.map(async (id) => {
      const url = `/groups/${encodeURIComponent(id)}?$select=${GROUP_SELECT}`;
      const answer = await reader.read(url, { doing, missing: MISSING_ATTEMPTS });
      if (answer.status === 404) return [];
      const group = GraphGroup.safeParse(answer.body);
      if (!group.success) throw incomplete(doing, 'An answer is not a group.');
      return [toGroup(group.data, null)];
    }),
  );
  return found.flat();
}
