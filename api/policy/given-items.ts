import type { AppRoleName } from '../../models/entitlements.ts';
import type { Policy } from '../../models/policy.ts';

/** Everything that the policy gives to anybody, by the names it uses, each once. */
export interface GivenItems {
  roles: readonly string[];
  groups: readonly string[];
  licences: readonly string[];
  apps: readonly AppRoleName[];
}

/** What roles give, what group rules give, and the groups that carry licences. Groups that Entra fills are not given by the policy. */
export function listGiven({ roles, groups, licences }: Pick<Policy, 'roles' | 'groups' | 'licences'>): GivenItems {
  const grants = roles.map((role) => role.grant);
  return {
    roles: roles.map((role) => role.id),
    groups: distinct([
      ...grants.flatMap((grant) => grant.groups),
      ...groups.filter((group) => group.mode === 'managed').map((group) => group.id),
      ...licences.flatMap((licence) => licence.group ?? []),
    ]),
    licences: distinct([...grants.flatMap((grant) => grant.licences), ...licences.map((licence) => licence.sku)]),
    apps: [
      ...new Map(grants.flatMap((grant) => grant.apps).map((name) => [wordApp(name).toLowerCase(), name])).values(),
    ],
  };
}

/** An app role as people read it. */
export const wordApp = ({ app, role }: AppRoleName): string => `${app}: ${role}`;

const distinct = (names: readonly string[]): string[] => [
  ...new Map(names.map((name) => [name.toLowerCase(), name])).values(),
];
