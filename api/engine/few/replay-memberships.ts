import type { DirectoryMirror } from '../../../models/account.ts';
import type { Operation } from '../../../models/plan.ts';

/** What was done since Entra was read, as far as it is about memberships and app roles: accounts are read back instead. `accountId` is whose. */
export interface DoneSince {
  operation: Operation;
  accountId: string;
}

/**
 * Entra as it was read, with memberships as they are after what was done since, in that order. A role that was given has an id that only Entra
 * knows, so it shows with the next reading.
 */
export function replayMemberships<Directory extends Pick<DirectoryMirror, 'groups' | 'applications'>>(
  directory: Directory,
  done: readonly DoneSince[],
): Directory {
  const members = new Map<string, Map<string, boolean>>();
  const taken = new Set<string>();
  for (const { operation, accountId } of done) {
    const { kind, target } = operation;
    if ((kind === 'add-member' || kind === 'remove-member') && target.groupId !== undefined) {
      const changes = members.get(target.groupId) ?? new Map<string, boolean>();
      members.set(target.groupId, changes.set(accountId, kind === 'add-member'));
    }
    if (kind === 'remove-app-role') taken.add(`${target.appId} ${target.appRoleId} ${accountId}`);
  }
  return {
    ...directory,
    groups: directory.groups.map((group) => {
      const changes = members.get(group.id);
      if (changes === undefined || group.memberIds === null) return group;
      const others = group.memberIds.filter((id) => !changes.has(id));
      const added = [...changes].flatMap(([id, isMember]) => (isMember ? id : []));
      return { ...group, memberIds: [...others, ...added] };
    }),
    applications:
      taken.size === 0
        ? directory.applications
        : directory.applications.map((application) => ({
            ...application,
            assignments: application.assignments.filter(
              ({ principalId, appRoleId }) => !taken.has(`${application.id} ${appRoleId} ${principalId}`),
            ),
          })),
  };
}
