import type { Account } from '../../../models/account.ts';

/** Every address that somebody has, in lower case. A sign-in name outweighs mail, and mail an alias. */
export function indexAddresses(accounts: readonly Account[]): Map<string, Account> {
  const index = new Map<string, Account>();
  const indexBy = (addressesOf: (account: Account) => readonly string[]) => {
    const holders = new Map<string, Account>();
    for (const account of accounts) {
      for (const address of addressesOf(account)) {
        const key = address.toLowerCase();
        const other = holders.get(key);
        if (other === undefined || account.id < other.id) holders.set(key, account);
      }
    }
    for (const [address, account] of holders) index.set(address, account);
  };
  indexBy((account) => account.proxyAddresses.map((proxy) => proxy.replace(/^smtp:/i, '')));
  indexBy((account) => (account.mail === null ? [] : [account.mail]));
  indexBy((account) => [account.userPrincipalName]);
  return index;
}

/** Entra puts the id, without hyphens, before the name of whoever is in the recycle bin. */
export function withOwnName(account: Account): Account {
  const prefix = account.id.replaceAll('-', '');
  const { userPrincipalName } = account;
  if (!userPrincipalName.startsWith(prefix)) return account;
  return { ...account, userPrincipalName: userPrincipalName.slice(prefix.length) };
}
