import assert from 'node:assert/strict';
import path from 'node:path';
import { managedGroupNames } from '../../api/engine/compiled-policy.ts';
import { readPolicy } from '../../api/policy/read-policy.ts';
import { SandboxSeed } from '../../api/sandbox/sandbox-seed.ts';
import { demoOrganisation } from '../../demo/demo-people.ts';
import { demoPeople, demoSeed } from '../../demo/existing-accounts.ts';

const today = '2026-11-24';
const policyFile = path.resolve(import.meta.dirname, '../../demo/instroom.yaml');

describe('accounts of the demo', () => {
  const seed = demoSeed(today);

  it('is a seed that the sandbox takes', () => {
    SandboxSeed.parse(seed);
    assert.deepEqual(seed.tenant.domains, ['zonnewende.example', 'zonnewende.onmicrosoft.example']);
  });

  it('has every group that the policy names, once', async () => {
    const policy = await readPolicy(policyFile);
    const audiences = (['it', 'hr', 'security'] as const).flatMap((role) => policy.policy.people[role]?.group ?? []);
    const names = seed.groups.map((group) => group.displayName);
    assert.equal(new Set(names).size, names.length);
    assert.deepEqual([...names].sort(), [...managedGroupNames(policy), ...audiences].sort());
    assert.ok(seed.groups.every((group) => group.mailNickname === group.displayName && group.securityEnabled));
  });

  it('has every licence and every role in an app that the policy names, and seats for everybody', async () => {
    const { policy } = await readPolicy(policyFile);
    const grants = policy.roles.map((role) => role.grant);
    const licences = new Set(grants.flatMap((grant) => grant.licences));
    assert.deepEqual(
      seed.skus.map((sku) => sku.skuPartNumber),
      [...licences],
    );
    const roles = seed.servicePrincipals.flatMap(({ displayName, appRoles }) =>
      appRoles.map((role) => `${displayName}: ${role.displayName}`),
    );
    const named = grants.flatMap((grant) => grant.apps.map(({ app, role }) => `${app}: ${role}`));
    assert.deepEqual(roles.toSorted(), [...new Set(named)].sort());
    assert.ok(seed.skus.every((sku) => sku.prepaidUnits.enabled > demoOrganisation(today).people.length));
    assert.ok(seed.servicePrincipals.every(({ sandboxAssignments }) => sandboxAssignments.length > 0));
  });

  it('has the account that the policy protects', async () => {
    const { policy } = await readPolicy(policyFile);
    const addresses = seed.users.map((user) => user.userPrincipalName);
    assert.ok(policy.protect.every((address) => addresses.includes(address)));
  });

  it('gives every account an id and an address of its own, and members and managers that exist', () => {
    const ids = new Set(seed.users.map((user) => user.id));
    assert.equal(ids.size, seed.users.length);
    assert.equal(new Set(seed.users.map((user) => user.userPrincipalName)).size, seed.users.length);
    assert.ok(seed.groups.every((group) => group.members.every((id) => ids.has(id))));
    assert.ok(seed.users.every((user) => user.manager === undefined || ids.has(user.manager)));
    assert.ok(seed.users.every((user) => user.manager !== user.id));
  });

  it('has some forty accounts of people in HR by number, two by address, one synced, one guest and some of nobody', () => {
    const { people } = demoOrganisation(today);
    const numbers = new Set(
      people.flatMap((person) => person.employments.map((employment) => employment.employeeNumber)),
    );
    const matched = seed.users.filter((user) => user.employeeId !== undefined && numbers.has(user.employeeId));
    assert.ok(matched.length >= 38 && matched.length <= 48, `${matched.length} matched`);
    assert.equal(seed.users.filter((user) => user.onPremisesSyncEnabled === true).length, 1);
    assert.equal(seed.users.filter((user) => user.userType === 'Guest').length, 1);
    assert.equal(seed.users.filter((user) => user.employeeId === undefined && user.givenName !== undefined).length, 2);
    assert.ok(seed.users.filter((user) => user.displayName.startsWith('Service: ')).length >= 3);
  });

  it('has work for a first run: outdated accounts, and former staff who can still sign in', () => {
    const { people, units } = demoOrganisation(today);
    const byNumber = new Map(people.map((person) => [person.employments[0]?.employeeNumber, person]));
    const outdated = seed.users.filter((user) => {
      const unitKey = byNumber.get(user.employeeId)?.employments[0]?.unitKey;
      const department = units.find((unit) => unit.unitKey === unitKey)?.name;
      return user.employeeId !== undefined && (user.department !== department || user.jobTitle === 'Medewerker');
    });
    assert.ok(outdated.length >= 5, `${outdated.length} outdated`);
    const gone = seed.users.filter((user) => {
      const endsOn = byNumber.get(user.employeeId)?.employments.at(-1)?.endsOn;
      return user.accountEnabled && endsOn !== undefined && endsOn < today;
    });
    assert.equal(gone.length, 2);
  });

  it('knows who talks to the bot: in HR, in Entra, and in the groups that the bot listens to', () => {
    const membersOf = (name: string) => seed.groups.find((group) => group.displayName === name)?.members;
    assert.deepEqual(membersOf('sg-it-desk'), [demoPeople.itDesk.aadObjectId]);
    assert.deepEqual(membersOf('sg-hr-desk'), [demoPeople.hrDesk.aadObjectId]);
    assert.deepEqual(membersOf('sg-security'), [demoPeople.security.aadObjectId]);
    const { people, units, storyOf } = demoOrganisation(today);
    for (const { aadObjectId, address, name, personKey } of Object.values(demoPeople)) {
      const account = seed.users.find((user) => user.id === aadObjectId);
      assert.deepEqual([account?.userPrincipalName, account?.displayName], [address, name]);
      const person = people.find((other) => other.personKey === personKey);
      assert.equal(person?.employments[0]?.employeeNumber, account?.employeeId);
      assert.equal(storyOf.has(personKey), false);
    }
    assert.ok(units.some((unit) => unit.headPersonKey === demoPeople.manager.personKey));
  });

  it('has the same ids on every day', () => {
    assert.deepEqual(
      demoSeed('2028-02-29').users.map((user) => [user.id, user.userPrincipalName]),
      seed.users.map((user) => [user.id, user.userPrincipalName]),
    );
  });
});
