import { randomUUID } from 'node:crypto';
import { GraphUser } from '../../api/directory/graph/schema.ts';
import { toAccount } from '../../api/directory/graph/to-account.ts';
import type { SeenObject } from '../../api/sandbox/describe-world.ts';
import { startSandbox } from '../../api/sandbox/start-sandbox.ts';
import { openTestDirectory } from '../api/directory/graph/open-test-directory.ts';
import { describeDirectoryContract } from './directory-contract.ts';

describeDirectoryContract('Graph against the sandbox', async (seedFor) => {
  const domain = 'sandbox.example';
  const seed = seedFor(domain);
  const ids = new Map(seed.accounts.map(({ address }) => [address, randomUUID()]));
  const idOf = (address: string) => ids.get(address) ?? '';
  const skuIds = new Map(seed.skus.map(({ skuPartNumber }) => [skuPartNumber, randomUUID()]));
  const appIds = new Map(seed.applications.map(({ name }) => [name, randomUUID()]));
  const sandbox = await startSandbox({
    // The real limit is slow to try again and again.
    limits: { provisions: { amount: 1000, perSeconds: 1 } },
    seed: {
      tenant: { id: randomUUID(), displayName: 'Sandbox', domains: [domain] },
      users: seed.accounts.map(({ address, displayName, personKey, managerAddress, ...more }) => ({
        id: idOf(address),
        userPrincipalName: address,
        mailNickname: address.split('@')[0],
        displayName,
        accountEnabled: true,
        usageLocation: more.usageLocation,
        otherMails: more.otherMails,
        manager: managerAddress === null ? null : idOf(managerAddress),
        ...(personKey === null
          ? {}
          : { onPremisesExtensionAttributes: { extensionAttribute15: `instroom:${personKey}` } }),
      })),
      groups: seed.groups.map(({ name, memberAddresses, licences, mailEnabled }) => ({
        id: randomUUID(),
        displayName: name,
        mailNickname: name,
        mailEnabled,
        securityEnabled: true,
        groupTypes: mailEnabled ? ['Unified'] : [],
        members: memberAddresses.map(idOf),
        assignedLicenses: licences.map((part) => ({ skuId: skuIds.get(part), disabledPlans: [] })),
      })),
      skus: seed.skus.map(({ skuPartNumber, seats }) => ({
        skuId: skuIds.get(skuPartNumber) ?? '',
        skuPartNumber,
        prepaidUnits: { enabled: seats },
      })),
      servicePrincipals: seed.applications.map(({ name, roles, jobId }) => ({
        id: appIds.get(name) ?? '',
        appId: randomUUID(),
        displayName: name,
        appRoles: roles.map((role) => ({
          id: randomUUID(),
          displayName: role,
          value: role.replace(' ', ''),
          isEnabled: true,
          allowedMemberTypes: ['User'],
        })),
        ...(jobId === null ? {} : { sandboxSyncJob: { id: jobId, ruleId: randomUUID() } }),
      })),
    },
  });
  const { world } = sandbox;
  const show = ({ id, managerId, deletedAt, properties }: SeenObject) =>
    toAccount(
      GraphUser.parse({
        ...properties,
        id,
        deletedDateTime: deletedAt,
        manager: managerId === null ? null : { id: managerId },
      }),
    );
  return {
    directory: openTestDirectory(sandbox.baseUrl).directory,
    domain,
    look: async () => ({
      accounts: world.users().map(show),
      deletedAccounts: world.deletedUsers().map(show),
      groups: world.groups().map(({ id, properties }) => ({
        id,
        name: String(properties.displayName),
        memberIds: world.members(id),
        membershipRule: typeof properties.membershipRule === 'string' ? properties.membershipRule : null,
        isUnified: Array.isArray(properties.groupTypes) && properties.groupTypes.includes('Unified'),
      })),
      applications: [...appIds].map(([name, id]) => ({
        name,
        principalIds: world.roles(id).map(({ principalId }) => principalId),
        provisionedIds: world.provisioned(id),
      })),
    }),
    close: () => sandbox.close(),
  };
});
