import { buildAccount, createFakeDirectory } from '../fakes/create-fake-directory.ts';
import { describeDirectoryContract } from './directory-contract.ts';

describeDirectoryContract('the fake', async (seedFor) => {
  const domain = 'sandbox.example';
  const seed = seedFor(domain);
  const idOf = (address: string | null) => (address === null ? null : `id-${address}`);
  const { directory, world } = createFakeDirectory({
    clock: { now: () => new Date('2026-11-24T10:00:00Z') },
    accounts: seed.accounts.map(({ address, displayName, personKey, managerAddress }) =>
      buildAccount({
        id: `id-${address}`,
        userPrincipalName: address,
        attributes: { displayName },
        stampedPersonKey: personKey,
        managerId: idOf(managerAddress),
      }),
    ),
    groups: seed.groups.map(({ name, memberAddresses }) => ({
      id: `id-${name}`,
      displayName: name,
      mailNickname: name,
      membershipRule: null,
      ruleProcessing: null,
      barrier: null,
      memberIds: memberAddresses.map((address) => `id-${address}`),
    })),
  });
  return {
    directory,
    domain,
    look: async () =>
      structuredClone({
        accounts: [...world.accounts.values()],
        deletedAccounts: [...world.deletedAccounts.values()],
        groups: [...world.groups.values()].map(({ id, displayName, memberIds }) => ({
          id,
          name: displayName,
          memberIds,
        })),
      }),
    close: async () => undefined,
  };
});
