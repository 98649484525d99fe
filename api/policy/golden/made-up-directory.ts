import type { Account, Application, Group, Sku } from '../../../models/account.ts';
import type { AppRoleName } from '../../../models/entitlements.ts';
import { type CompiledPolicy, managedGroupNames } from '../../engine/compiled-policy.ts';
import { imagineAccount } from '../../engine/outlook/imagine-account.ts';
import type { PlanInput } from '../../engine/survey-world.ts';

type Directory = PlanInput['directory'];

/** More than any example takes. */
const manySeats = 1_000_000;

/** A directory without anybody that has every group, licence and app which the policy names, by that name. */
export function makeUpDirectory({ policy, ...compiled }: CompiledPolicy): Directory {
  const managed = managedGroupNames({ policy, ...compiled });
  const dynamic = compiled.dynamicGroups.map((entry) => entry.group);
  const { roles, separation, leave, licences, apps } = policy;
  const named = [
    ...roles.map((role) => role.grant),
    leave.keepInTouch,
    ...separation.flatMap(({ between }) => between),
  ];
  const skus = distinct([...named.flatMap((items) => items.licences), ...licences.map((licence) => licence.sku)]);
  const principals = new Map(apps.map((app) => [app.id.toLowerCase(), app.servicePrincipal]));
  return {
    accounts: [],
    deletedAccounts: [],
    groups: distinct([...managed, ...dynamic]).map(makeUpGroup),
    skus: skus.map((name): Sku => ({ skuId: `sku ${name}`, skuPartNumber: name, seats: manySeats, free: manySeats })),
    applications: makeUpApplications(
      named.flatMap((items) => items.apps),
      principals,
    ),
  };
}

const distinct = (names: readonly string[]): string[] => [
  ...new Map(names.map((name) => [name.toLowerCase(), name])).values(),
];

const makeUpGroup = (name: string): Group => ({
  id: `group ${name}`,
  displayName: name,
  mailNickname: null,
  membershipRule: null,
  ruleProcessing: null,
  barrier: null,
  memberIds: [],
});

function makeUpApplications(
  named: readonly AppRoleName[],
  principals: ReadonlyMap<string, string | undefined>,
): Application[] {
  const apps = new Map<string, Application>();
  for (const { app, role } of named) {
    const key = app.toLowerCase();
    const known = apps.get(key) ?? {
      id: `app ${app}`,
      appId: principals.get(key) ?? `app ${app}`,
      displayName: app,
      roles: [],
      assignments: [],
      syncJob: null,
    };
    if (!known.roles.some(({ displayName }) => displayName.toLowerCase() === role.toLowerCase()))
      known.roles.push({ id: `role ${app} ${role}`, value: null, displayName: role });
    apps.set(key, known);
  }
  return [...apps.values()];
}

/** The account of somebody whom the example names as a manager and says nothing else about. */
export function makeUpAccount(personKey: string, domain: string): Account {
  return imagineAccount(personKey, {
    id: `account ${personKey}`,
    userPrincipalName: `golden-manager-${personKey.toLowerCase()}@${domain}`,
    accountEnabled: true,
  });
}
