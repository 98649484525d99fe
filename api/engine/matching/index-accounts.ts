import type { Account } from '../../../models/account.ts';

/** The links by account: nearly every account is linked to one person. */
export interface Links {
  /** By link, else by stamp. */
  ownerOf(account: Account): string | null;
  isLinked(account: Account): boolean;
  /** Everybody who is linked to an account that several are linked to. */
  rivals: ReadonlyMap<string, readonly string[]>;
}

export function indexLinks(links: ReadonlyMap<string, string>): Links {
  const linkedTo = new Map<string, string>();
  const rivals = new Map<string, string[]>();
  for (const [personKey, accountId] of links) {
    const first = linkedTo.get(accountId);
    if (first === undefined) linkedTo.set(accountId, personKey);
    else {
      const all = [...(rivals.get(accountId) ?? [first]), personKey].sort();
      rivals.set(accountId, all);
      linkedTo.set(accountId, all[0] as string);
    }
  }
  return {
    ownerOf: (account) => linkedTo.get(account.id) ?? account.stampedPersonKey,
    isLinked: (account) => linkedTo.has(account.id),
    rivals,
  };
}

export interface AccountIndex {
  /** The one account that is known to be a person's, by person key. A link outweighs stamps. */
  only: ReadonlyMap<string, Account>;
  /** The accounts of people who have several, all by link or all by stamp. */
  several: ReadonlyMap<string, Account[]>;
  links: Links;
  /** Accounts that are nobody's yet, by lower-cased employeeId. */
  free: ReadonlyMap<string, Account[]>;
  /** Accounts that are linked to several people, by each of their keys. */
  contested: ReadonlyMap<string, Account>;
}

export function indexAccounts(accounts: readonly Account[], links: Links): AccountIndex {
  const only = new Map<string, Account>();
  const several = new Map<string, Account[]>();
  const free = new Map<string, Account[]>();
  const contested = new Map<string, Account>();
  for (const account of accounts) {
    const owner = links.ownerOf(account);
    if (owner !== null) addOwned(owner, account, { only, several, links });
    else if (account.attributes.employeeId && !account.isGuest)
      append(free, account.attributes.employeeId.toLowerCase(), account);
    for (const personKey of links.rivals.get(account.id) ?? []) contested.set(personKey, account);
  }
  return { only, several, links, free, contested };
}

/** A link outweighs stamps: it was accepted by a person, or made by us together with the stamp. */
function addOwned(
  owner: string,
  account: Account,
  { only, several, links }: { only: Map<string, Account>; several: Map<string, Account[]>; links: Links },
): void {
  const before = only.get(owner);
  if (before === undefined) {
    only.set(owner, account);
    return;
  }
  const isLinked = links.isLinked(account);
  const wasLinked = links.isLinked(before);
  if (isLinked === wasLinked) several.set(owner, [...(several.get(owner) ?? [before]), account]);
  else if (isLinked) {
    only.set(owner, account);
    several.delete(owner);
  }
}

export function append<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
