import type { Note } from '../../../models/plan.ts';
import type { AddressDesk, Named } from './judge-rename.ts';

/**
 * Former addresses at which mail does not arrive any more. Graph cannot add an alias: `proxyAddresses` is read-only there, so IT gets the
 * command that does it in Exchange Online.
 * @see https://learn.microsoft.com/powershell/module/exchange/set-mailbox
 */
export function findMissingAliases({ person, account }: Named, desk: AddressDesk): Note[] {
  const { personKey } = person;
  if (account.mail === null) return [];
  const { userPrincipalName } = account;
  const received = new Set(
    [userPrincipalName, account.mail, ...account.proxyAddresses.map((proxy) => proxy.replace(/^smtp:/i, ''))].map(
      (address) => address.toLowerCase(),
    ),
  );
  const who = desk.world.nameOf(personKey);
  return desk
    .ownOf(personKey)
    .all.filter(({ state, address }) => state === 'former' && !received.has(address))
    .map(({ address }): Note => {
      const command = `Set-Mailbox -Identity ${quoted(userPrincipalName)} -EmailAddresses @{add="${address}"}`;
      return { kind: 'alias-missing', personKey, text: desk.texts.aliasMissing(who, address, command) };
    });
}

/** PowerShell takes an apostrophe for the start of quoted text. */
const quoted = (address: string): string => (/^[\w.@-]+$/.test(address) ? address : `"${address}"`);
