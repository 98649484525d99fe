import { makeGroup } from '../api/engine/make-input.ts';
import { buildAccount, createFakeDirectory } from '../fakes/create-fake-directory.ts';
import { describeDirectoryContract } from './directory-contract.ts';

describeDirectoryContract('the fake', async (seedFor) => {
  const domain = 'sandbox.example';
  const seed = seedFor(domain);
  const idOf = (address: string | null) => (address === null ? null : `id-${address}`);
  const { directory, world } = createFakeDirectory({
    clock: { now: () => new Date('2026-11-24T10:00:00Z') },
    accounts: seed.accounts.map(({ address, displayName, personKey, managerAddress, usageLocation, otherMails }) =>
      buildAccount({
        id: `id-${address}`,
        userPrincipalName: address,
        attributes: { displayName, usageLocation },
        stampedPersonKey: personKey,
        managerId: idOf(managerAddress),
        otherMails,
      }),
    ),
    groups: seed.groups.map(({ name, memberAddresses }) =>
      makeGroup(
        name,
        memberAddresses.map((address) => `id-${address}`),
      ),
    ),
    skus: seed.skus.map(({ skuPartNumber, seats }) => ({ skuId: `sku-${skuPartNumber}`, skuPartNumber, seats })),
    groupLicences: Object.fromEntries(
      seed.groups.map(({ name, licences }) => [`id-${name}`, licences.map((part) => `sku-${part}`)]),
    ),
    applications: seed.applications.map(({ name, roles, jobId }) => ({
      id: `id-${name}`,
      appId: `app-${name}`,
      displayName: name,
      roles: roles.map((role) => ({ id: `role-${role}`, value: role.replace(' ', ''), displayName: role })),
      assignments: [],
      syncJob: jobId === null ? null : { id: jobId, ruleId: 'rule-1' },
    })),
  });
  return {
    directory,
    domain,
    look: async () =>
      structuredClone({
        accounts: [...world.accounts.values()],
        deletedAccounts: [...world.deletedAccounts.values()],
        groups: [...world.groups.values()].map(({ id, displayName, memberIds, membershipRule }) => ({
          id,
          name: displayName,
          memberIds,
          membershipRule,
          // The fake knows no mailboxes of groups, so it cannot lose one.
          isUnified: displayName === 'sg-team',
        })),
        applications: [...world.applications.values()].map(({ id, displayName, assignments }) => ({
          name: displayName,
          principalIds: assignments.map(({ principalId }) => principalId),
          provisionedIds: world.provisionedIds.get(id) ?? [],
        })),
      }),
    close: async () => undefined,
  };
});
