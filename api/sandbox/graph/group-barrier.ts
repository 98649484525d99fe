import type { DirectoryObject } from '../world/records.ts';
import { guardSynced } from './guard-user.ts';
import { badRequest, denied } from './refusal.ts';

export function isDynamic(group: DirectoryObject): boolean {
  return hasType(group, 'DynamicMembership');
}

export function hasType(group: DirectoryObject, type: 'DynamicMembership' | 'Unified'): boolean {
  const types = group.properties.groupTypes;
  return Array.isArray(types) && types.includes(type);
}

/** Throws a Refusal when nobody may change this group through Graph: 403 for a synced or role-assignable one. */
export function guardGroup(group: DirectoryObject): void {
  guardSynced(group);
  if (group.properties.isAssignableToRole === true) throw denied();
}

/** The same for its members; those of a dynamic group follow from its rule, those of a mail-enabled one are Exchange's. */
export function guardMembers(group: DirectoryObject): void {
  guardGroup(group);
  if (isDynamic(group)) throw denied();
  if (group.properties.mailEnabled === true && !hasType(group, 'Unified'))
    throw badRequest('Cannot Update a mail-enabled security groups and or distribution list.');
}
