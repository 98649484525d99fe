import { AudienceRole } from '../../models/approvals.ts';
import type { Grant } from '../../models/grant.ts';
import { managedApplicationNames, managesLicences } from '../engine/access/resolve-items.ts';
import { type CompiledPolicy, managedGroupNames } from '../engine/compiled-policy.ts';

/**
 * The groups whose members are read: those that policies and grants give, and those that say who may do what. The apps whose roles are
 * read: those that policies and grants give. Licences are read when any of them gives one.
 */
export function namesToRead(
  policies: readonly CompiledPolicy[],
  grants: readonly Grant[],
): { groups: string[]; applications: string[]; licences: boolean } {
  const groups = [
    ...policies.flatMap(managedGroupNames),
    ...grants.flatMap(({ items }) => items.groups),
    ...policies.flatMap(({ policy }) => AudienceRole.options.flatMap((role) => policy.people[role]?.group ?? [])),
  ];
  return {
    groups: [...new Map(groups.map((name) => [name.toLowerCase(), name])).values()],
    applications: [...new Set(policies.flatMap(({ policy }) => managedApplicationNames(policy, grants)))],
    licences: policies.some(({ policy }) => managesLicences(policy, grants)),
  };
}
