import { createHash } from 'node:crypto';
import type { Policy } from '../../models/policy.ts';
import type { SandboxSeed } from './sandbox-seed.ts';

/**
 * A sandbox for somebody's own policy: its domains, an empty group for every group it names, its licences with plenty of seats and its
 * apps with their roles, so that a rehearsal finds what the tenant will have.
 */
export function policySeed(policy: Policy, groupNames: readonly string[]): SandboxSeed {
  const audiences = [policy.people.it, policy.people.hr, policy.people.security].flatMap(
    (audience) => audience?.group ?? [],
  );
  const ruled = policy.groups.map((group) => group.id);
  const names = new Map([...groupNames, ...ruled, ...audiences].map((name) => [name.toLowerCase(), name]));
  return {
    tenant: {
      id: toGuid(`tenant:${policy.domains[0]}`),
      displayName: policy.domains[0] ?? 'sandbox',
      domains: [...policy.domains],
    },
    users: [],
    groups: [...names.values()].map((name) => ({
      id: toGuid(`group:${name}`),
      displayName: name,
      mailNickname: name.replace(/[^A-Za-z0-9._-]/g, ''),
      mailEnabled: false,
      securityEnabled: true,
      groupTypes: [],
      members: [],
    })),
    skus: licenceNames(policy).map((skuPartNumber) => ({
      skuId: toGuid(`sku:${skuPartNumber}`),
      skuPartNumber,
      prepaidUnits: { enabled: plentySeats },
    })),
    servicePrincipals: toApps(policy),
  };
}

/** A rehearsal is about people, not about what was bought. */
const plentySeats = 1_000_000;

const grantsOf = ({ roles, leave }: Policy) => [...roles.map((role) => role.grant), leave.keepInTouch];

function licenceNames(policy: Policy): string[] {
  const names = [...grantsOf(policy).flatMap(({ licences }) => licences), ...policy.licences.map(({ sku }) => sku)];
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
}

function toApps(policy: Policy): NonNullable<SandboxSeed['servicePrincipals']> {
  const rolesByApp = new Map<string, { name: string; roles: Map<string, string> }>();
  for (const { app, role } of grantsOf(policy).flatMap(({ apps }) => apps)) {
    const known = rolesByApp.get(app.toLowerCase()) ?? { name: app, roles: new Map<string, string>() };
    known.roles.set(role.toLowerCase(), role);
    rolesByApp.set(app.toLowerCase(), known);
  }
  const principals = new Map(policy.apps.map((app) => [app.id.toLowerCase(), app.servicePrincipal]));
  return [...rolesByApp].map(([key, { name, roles }]) => ({
    id: principalId(principals.get(key) ?? name),
    appId: toGuid(`app-id:${key}`),
    displayName: name,
    appRoles: [...roles.values()].map((role) => ({
      id: toGuid(`role:${key}:${role}`),
      displayName: role,
      value: role,
      isEnabled: true,
      allowedMemberTypes: ['User'],
    })),
  }));
}

/** A policy may name an app by its object id. */
function principalId(name: string): string {
  return /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(name) ? name.toLowerCase() : toGuid(`app:${name}`);
}

/** A GUID that follows from a name, so that a sandbox made twice is the same. */
function toGuid(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
