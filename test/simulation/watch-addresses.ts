import type { Account } from '../../models/account.ts';

/**
 * Remembers who had which address. The function it gives takes the accounts of a day, live and deleted, and answers with every address
 * that somebody has and another person had before.
 */
export function watchAddresses(): (accounts: readonly Account[]) => string[] {
  const owners = new Map<string, string>();
  return (accounts) =>
    accounts.flatMap(({ userPrincipalName, stampedPersonKey }) => {
      const address = userPrincipalName.toLowerCase();
      const owner = owners.get(address);
      const key = stampedPersonKey ?? '';
      owners.set(address, owner ?? key);
      return owner === undefined || owner === key ? [] : [`${address} was ${owner}'s and is ${key}'s`];
    });
}
