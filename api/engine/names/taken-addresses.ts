import type { Account } from '../../../models/account.ts';
import type { AddressReservation } from '../../../models/ledger.ts';
import { lazily } from '../lazily.ts';
import type { World } from '../survey-world.ts';

/** Who asks for an address, with the account that is there already. */
export interface Claimant {
  personKey: string;
  accountId: string | null;
}

/** Who has which address or nickname, as far as anybody knows. All in lower case. */
export interface TakenAddresses {
  /** Whether an address cannot be this person's: reserved for somebody else, or in use by another account, alive or in the bin. */
  isTaken(address: string, own: Claimant): boolean;
  /** Whether somebody else uses the nickname. */
  isNicknameTaken(nickname: string, own: Claimant): boolean;
  /** Whose an address is by reservation; null when nobody's. */
  reservedFor(address: string): string | null;
  reserve(reservation: AddressReservation): void;
  reserveNickname(nickname: string, personKey: string): void;
}

/**
 * Looks addresses up in what was ever given out and in what Entra holds. Users, groups and contacts share one space of addresses, and a
 * group's nickname most often is its address.
 * @see https://learn.microsoft.com/graph/api/resources/user (proxyAddresses)
 */
export function createTakenAddresses(
  world: Pick<World, 'input' | 'accountsByAddress' | 'addressesInBin'>,
): TakenAddresses {
  const { reservations } = world.input.ledger;
  const { accounts, groups } = world.input.directory;
  const keptFor = new Map(reservations.map(({ address, personKey }) => [address, personKey]));
  const groupNames = new Set(groups.flatMap(({ mailNickname }) => mailNickname?.toLowerCase() ?? []));
  const nicknames = lazily(() => indexNicknames([...world.addressesInBin.values(), ...accounts]));
  const given = new Map<string, string>();
  return {
    isTaken: (address, { personKey, accountId }) => {
      const owner = keptFor.get(address);
      if (owner !== undefined && owner !== personKey) return true;
      const holders = [world.accountsByAddress.get(address), world.addressesInBin.get(address)];
      if (holders.some((holder) => holder !== undefined && holder.id !== accountId)) return true;
      return groupNames.has(address.slice(0, address.indexOf('@')));
    },
    isNicknameTaken: (nickname, { personKey, accountId }) => {
      const owner = given.get(nickname);
      if (owner !== undefined && owner !== personKey) return true;
      const holder = nicknames().get(nickname);
      return (holder !== undefined && holder !== accountId) || groupNames.has(nickname);
    },
    reservedFor: (address) => keptFor.get(address) ?? null,
    reserve: ({ address, personKey }) => keptFor.set(address, personKey),
    reserveNickname: (nickname, personKey) => given.set(nickname, personKey),
  };
}

/** Accounts by nickname. Entra lets two have the same one; Exchange does not, so it counts as taken. */
function indexNicknames(accounts: readonly Account[]): Map<string, string> {
  return new Map(
    accounts.flatMap(({ id, mailNickname }): [string, string][] =>
      mailNickname === null ? [] : [[mailNickname.toLowerCase(), id]],
    ),
  );
}
