import { createHash } from 'node:crypto';
import type { Policy } from '../../models/policy.ts';
import type { SandboxSeed } from './sandbox-seed.ts';

/**
 * A sandbox for somebody's own policy: its domains, and an empty group for every group it names, so that a rehearsal finds what
 * the tenant will have.
 */
export function policySeed(policy: Policy, groupNames: readonly string[]): SandboxSeed {
  const audiences = Object.values(policy.people).flatMap((audience) => audience?.group ?? []);
  const names = new Map([...groupNames, ...audiences].map((name) => [name.toLowerCase(), name]));
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
  };
}

/** A GUID that follows from a name, so that a sandbox made twice is the same. */
function toGuid(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
