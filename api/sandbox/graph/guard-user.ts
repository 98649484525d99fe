import type { World } from '../world/open-world.ts';
import type { DirectoryObject } from '../world/records.ts';
import { denied } from './refusal.ts';

/**
 * Whether only somebody with a role above may touch this user: holders of roles, and members and owners of role-assignable groups.
 * https://learn.microsoft.com/graph/api/resources/users#who-can-perform-sensitive-actions
 */
export function isPrivileged(world: World, user: DirectoryObject): boolean {
  if (user.privileged) return true;
  if (world.memberships.groupIdsOf(user.id).some((id) => isRoleAssignable(world, id))) return true;
  return [...roleAssignableGroups(world)].some((group) => group.ownerIds.includes(user.id));
}

function* roleAssignableGroups(world: World): Generator<DirectoryObject> {
  for (const group of world.objects.list('group', 0)) if (group.properties.isAssignableToRole === true) yield group;
}

function isRoleAssignable(world: World, groupId: string): boolean {
  return world.objects.get(groupId)?.properties.isAssignableToRole === true;
}

/** Throws a Refusal (403) when the user is privileged. */
export function guardPrivileged(world: World, user: DirectoryObject): void {
  if (isPrivileged(world, user)) throw denied();
}

/** Throws a Refusal (403) when the home of the object is an on-premises directory. */
export function guardSynced(object: DirectoryObject): void {
  if (object.properties.onPremisesSyncEnabled === true)
    throw denied(
      'Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.',
    );
}
