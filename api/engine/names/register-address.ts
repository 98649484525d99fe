import type { AddressReservation } from '../../../models/ledger.ts';
import type { AddressDesk, Named } from './judge-rename.ts';

/**
 * The address of an account as the ledger has it.
 * `there`: the account has the address that was given. `unfinished`: a change to `target` was written down and Entra does not have it
 * yet. `foreign`: the account has an address that is kept for somebody else; that is not ours to mend.
 */
export type RegisteredAddress =
  | { kind: 'there'; given: AddressReservation }
  | { kind: 'unfinished'; target: string }
  | { kind: 'foreign' };

/**
 * Finds the address of an account in the ledger, and records one that is not there: of an account older than the ledger, or changed
 * by hand, which then counts as the address for the name of today.
 */
export function registerAddress({ person, account, key }: Named, desk: AddressDesk): RegisteredAddress {
  const { personKey } = person;
  const address = account.userPrincipalName.toLowerCase();
  const { given, all } = desk.ownOf(personKey);
  if (given !== null && given.address === address) return { kind: 'there', given };
  const former = all.find((entry) => entry.address === address && entry.state === 'former') ?? null;
  if (given !== null && former !== null) {
    const isFree = !desk.taken().isTaken(given.address, { personKey, accountId: account.id });
    if (isFree) return { kind: 'unfinished', target: given.address };
  }
  const owner = desk.taken().reservedFor(address);
  if (owner !== null && owner !== personKey) return { kind: 'foreign' };
  if (given !== null) desk.record({ ...given, state: 'former' });
  const nameKey = former?.nameKey ?? key;
  const reservedAt = desk.world.input.now;
  const found: AddressReservation = { address, personKey, nameKey, state: 'given', reservedAt, renameOn: null };
  desk.record(found);
  registerMail({ personKey, mail: account.mail?.toLowerCase() ?? null }, desk);
  return { kind: 'there', given: found };
}

/** Where mail addresses are made by rules, the one that is there already is kept as well. */
function registerMail({ personKey, mail }: { personKey: string; mail: string | null }, desk: AddressDesk): void {
  const { mails } = desk.world.input.policy;
  if (mails === null || mail === null || desk.taken().reservedFor(mail) !== null) return;
  const reservedAt = desk.world.input.now;
  desk.record({ address: mail, personKey, nameKey: '', state: 'mail', reservedAt, renameOn: null });
}
