import type { Group } from '../../../models/account.ts';
import { readList } from './read-list.ts';
import type { Reading } from './reading.ts';
import { GraphLink, PAGE_SIZE } from './schema.ts';

/** The groups that the asked names mean: by object id, else mail nickname, else display name, ignoring case. */
export function findNamedGroups(groups: readonly Group[], names: readonly string[]): Group[] {
  const keysOf = [
    (group: Group) => group.id,
    (group: Group) => group.mailNickname ?? '',
    (group: Group) => group.displayName,
  ].map((keyOf) => indexBy(groups, keyOf));
  const found = names.flatMap((name) => {
    const key = name.toLowerCase();
    return keysOf.map((index) => index.get(key)).find((matches) => matches !== undefined) ?? [];
  });
  return [...new Set(found)];
}

/**
 * The ids of all direct members of these groups, by group id. A group that is gone by now makes the reading incomplete.
 */
export async function readMembers(
  groupIds: readonly string[],
  reading: Pick<Reading, 'connection' | 'reader' | 'progress'>,
): Promise<Map<string, string[]>> {
  let done = 0;
  const entries = await Promise.all(
    groupIds.map(async (groupId): Promise<[string, string[]]> => {
      const ids = await readMemberIds(groupId, reading);
      done += 1;
      reading.progress({ name: 'members', done, total: groupIds.length });
      return [groupId, ids];
    }),
  );
  return new Map(entries);
}

/** The ids of all direct members of one group. */
export async function readMemberIds(
  groupId: string,
  { connection, reader }: Pick<Reading, 'connection' | 'reader'>,
  options: { urgent?: boolean } = {},
): Promise<string[]> {
  const url = `/groups/${encodeURIComponent(groupId)}/members?$select=id&$top=${PAGE_SIZE}`;
  const members = await readList(
    { url, item: GraphLink, doing: 'Reading members of a group', ...options },
    { connection, reader },
  );
  return members.map((member) => member.id);
}

function indexBy(groups: readonly Group[], keyOf: (group: Group) => string): Map<string, Group[]> {
  const index = new Map<string, Group[]>();
  for (const group of groups) {
    const key = keyOf(group).toLowerCase();
    const same = index.get(key);
    if (same === undefined) index.set(key, [group]);
    else same.push(group);
  }
  return index;
}
