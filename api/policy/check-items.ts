import type { Entitlements, SeparatedSide } from '../../models/entitlements.ts';
import type { Policy } from '../../models/policy.ts';
import { nearestWord } from '../../models/texts/nearest-word.ts';
import { type GivenItems, listGiven, wordApp } from './given-items.ts';
import { didYouMean, type PolicyProblem, slip } from './policy-problem.ts';

type Giving = Pick<Policy, 'roles' | 'groups' | 'licences'>;

/** The most characters of a rule that Entra takes: https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership */
export const longestRule = 3072;

/** Sides of a separation that are empty, the same, or name what nobody gets. */
export function checkSeparation(policy: Giving & Pick<Policy, 'separation'>): PolicyProblem[] {
  const given = listGiven(policy);
  return policy.separation.flatMap(({ between }, index) =>
    between.flatMap((side, at) => {
      const path = ['separation', index, 'between', at];
      if (isEmpty(side)) return [{ path, text: 'names nothing; expected roles, groups, licences or apps' }];
      if (at === 1 && JSON.stringify(side) === JSON.stringify(between[0]))
        return [{ path, text: 'is the same as the other side, so nobody could have it' }];
      return [...namesNotIn(side.roles, given.roles, [...path, 'roles']), ...itemsNotIn(side, given, path)];
    }),
  );
}

/** What stays during a leave and nobody has. */
export function checkKeepInTouch(policy: Giving & Pick<Policy, 'leave'>): PolicyProblem[] {
  return itemsNotIn(policy.leave.keepInTouch, listGiven(policy), ['leave', 'keepInTouch']);
}

const isEmpty = ({ roles, groups, licences, apps }: SeparatedSide): boolean =>
  [roles, groups, licences, apps].every((list) => list.length === 0);

function itemsNotIn(items: Entitlements, given: GivenItems, path: PropertyKey[]): PolicyProblem[] {
  return [
    ...namesNotIn(items.groups, given.groups, [...path, 'groups']),
    ...namesNotIn(items.licences, given.licences, [...path, 'licences']),
    ...namesNotIn(items.apps.map(wordApp), given.apps.map(wordApp), [...path, 'apps']),
  ];
}

function namesNotIn(names: readonly string[], given: readonly string[], path: PropertyKey[]): PolicyProblem[] {
  // Ids of roles are ours and written one way; the directory ignores case.
  const isRole = path.at(-1) === 'roles';
  const same = (name: string): string => (isRole ? name : name.toLowerCase());
  const known = new Set(given.map(same));
  return names.flatMap((name, index) => {
    if (known.has(same(name))) return [];
    const what = isRole ? 'is no role of this policy' : 'is given by nothing in this policy';
    return [{ path: [...path, index], text: `“${name}” ${what}${didYouMean(name, given, slip)}` }];
  });
}

/** Groups that two masters would fill: Entra by a rule, or a licence, and a role as well. */
export function checkGroups({ roles, groups, licences }: Giving): PolicyProblem[] {
  const dynamic = new Set(groups.filter((group) => group.mode === 'dynamic').map((group) => group.id.toLowerCase()));
  const carried = new Map(licences.map((licence) => [licence.group?.toLowerCase(), licence.sku]));
  const refuse = (name: string, path: PropertyKey[]): PolicyProblem[] => {
    const sku = carried.get(name.toLowerCase());
    if (sku !== undefined)
      return [{ path, text: `“${name}” carries ${sku} and is managed by that already; grant the licence instead` }];
    if (!dynamic.has(name.toLowerCase())) return [];
    return [{ path, text: `“${name}” is filled by Entra (mode: dynamic), so nobody can be added; use mode: managed` }];
  };
  return [
    ...roles.flatMap(({ grant }, role) =>
      grant.groups.flatMap((name, index) => refuse(name, ['roles', role, 'grant', 'groups', index])),
    ),
    ...groups.flatMap(({ id, mode }, index) => (mode === 'managed' ? refuse(id, ['groups', index, 'id']) : [])),
    ...licences.flatMap(({ group }, index) =>
      group !== undefined && dynamic.has(group.toLowerCase())
        ? [
            {
              path: ['licences', index, 'group'],
              text: `“${group}” is filled by Entra (mode: dynamic), so nobody can be added`,
            },
          ]
        : [],
    ),
    ...groups.flatMap(({ membershipRule, mode }, index) =>
      mode === 'dynamic' && membershipRule.length > longestRule
        ? [{ path: ['groups', index, 'membershipRule'], text: tooLong(membershipRule.length) }]
        : [],
    ),
  ];
}

const tooLong = (length: number): string =>
  `has ${length} characters, and Entra takes ${longestRule}; shorten it or use mode: managed`;

/** Apps that roles name almost as `apps` does. */
export function checkApps({ roles, apps }: Pick<Policy, 'roles' | 'apps'>): PolicyProblem[] {
  const ids = apps.map((app) => app.id);
  const known = new Set(
    apps.flatMap(({ id, servicePrincipal }) => [id, servicePrincipal ?? id]).map((id) => id.toLowerCase()),
  );
  return roles.flatMap(({ grant }, role) =>
    grant.apps.flatMap(({ app }, index) => {
      const near = known.has(app.toLowerCase()) ? null : nearestWord(app, ids, slip);
      if (near === null) return [];
      const path = ['roles', role, 'grant', 'apps', index, 'app'];
      return [{ path, text: `“${app}” is none of apps; did you mean ${near} (if not, add it to apps)` }];
    }),
  );
}
