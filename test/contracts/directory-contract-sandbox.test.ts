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
  const sandbox = await startSandbox({
    seed: {
      tenant: { id: randomUUID(), displayName: 'Sandbox', domains: [domain] },
      users: seed.accounts.map(({ address, displayName, personKey, managerAddress }) => ({
        id: idOf(address),
        userPrincipalName: address,
        mailNickname: address.split('@')[0],
        displayName,
        accountEnabled: true,
        manager: managerAddress === null ? null : idOf(managerAddress),
        ...(personKey === null
          ? {}
          : { onPremisesExtensionAttributes: { extensionAttribute15: `instroom:${personKey}` } }),
      })),
      groups: seed.groups.map(({ name, memberAddresses }) => ({
        id: randomUUID(),
        displayName: name,
        mailNickname: name,
        mailEnabled: false,
        securityEnabled: true,
        members: memberAddresses.map(idOf),
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
      })),
    }),
    close: () => sandbox.close(),
  };
});
