import assert from 'node:assert/strict';
import { managedGroupNames } from '../../../api/engine/compiled-policy.ts';
import { policySeed } from '../../../api/sandbox/policy-seed.ts';
import { SandboxSeed } from '../../../api/sandbox/sandbox-seed.ts';
import { makePolicy } from '../engine/make-input.ts';

describe('a sandbox for a policy of one’s own', () => {
  const objectId = '10000000-0000-4000-8000-000000000001';
  const policy = makePolicy(`
roles:
  - { id: a, when: 'user.department -eq "A"', grant: { groups: [sg-a], licences: [SPE_E3], apps: [{ app: CRM, role: User }] } }
  - { id: b, when: 'user.department -eq "B"', grant: { licences: [spe_e3], apps: [{ app: crm, role: Admin }] } }
  - { id: c, when: 'user.department -eq "C"', grant: { apps: [{ app: Wiki, role: Access }] } }
groups: [{ id: sg-dynamic, mode: dynamic, membershipRule: 'user.country -eq "NL"' }]
licences: [{ sku: POWER_BI }]
apps: [{ id: Wiki, servicePrincipal: ${objectId} }]
`);

  it('has the groups, licences and roles in apps that the policy names, each once', () => {
    const seed = SandboxSeed.parse(policySeed(policy.policy, managedGroupNames(policy)));
    assert.deepEqual(seed.groups.map((group) => group.displayName).sort(), ['sg-a', 'sg-dynamic']);
    assert.deepEqual(
      seed.skus?.map((sku) => sku.skuPartNumber),
      ['spe_e3', 'POWER_BI'],
    );
    const apps = seed.servicePrincipals?.map(({ displayName, appRoles }) => [
      displayName,
      (appRoles as Array<{ displayName: string }>).map((role) => role.displayName),
    ]);
    assert.deepEqual(apps, [
      ['CRM', ['User', 'Admin']],
      ['Wiki', ['Access']],
    ]);
    assert.equal(seed.servicePrincipals?.[1]?.id, objectId);
  });
});
