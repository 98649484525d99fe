import type { Account } from '../../../models/account.ts';

/** An account that nobody has read: that of somebody who will have been given one, with nothing in it. */
export function imagineAccount(
  personKey: string,
  known: Pick<Account, 'id' | 'userPrincipalName' | 'accountEnabled'>,
): Account {
  return {
    ...known,
    mail: null,
    mailNickname: null,
    proxyAddresses: [],
    otherMails: [],
    licences: [],
    attributes: {},
    stampedPersonKey: personKey,
    stampTaken: false,
    managerId: null,
    isSynced: false,
    isGuest: false,
    deletedAt: null,
  };
}
