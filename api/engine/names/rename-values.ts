import type { Asker } from './choose-address.ts';
import type { AddressDesk, Named } from './judge-rename.ts';

/** What a rename changes; `mail` only where the policy says how mail addresses are made. */
export interface AddressValues {
  userPrincipalName: string;
  mailNickname: string | null;
  mail?: string;
}

/**
 * The names of an account before and after its address became another. Nickname and mail follow; the mail address that is left
 * behind stays kept for the person.
 */
export function renameValues(
  { account }: Named,
  { asker, target }: { asker: Asker; target: string },
  desk: AddressDesk,
): { before: AddressValues; after: AddressValues } {
  const { userPrincipalName, mailNickname, mail } = account;
  const before: AddressValues = { userPrincipalName, mailNickname };
  const after: AddressValues = {
    userPrincipalName: target,
    mailNickname: desk.chooser().chooseNickname(asker, target),
  };
  // Graph cannot empty mail again, so an account without it is left without.
  // https://learn.microsoft.com/graph/api/user-update (mail)
  if (desk.world.input.policy.mails === null || mail === null) return { before, after };
  return { before: { ...before, mail }, after: { ...after, mail: followMail(mail, { asker, target }, desk) } };
}

function followMail(current: string, { asker, target }: { asker: Asker; target: string }, desk: AddressDesk): string {
  const chosen = desk.chooser().choose('mail', asker, current.toLowerCase());
  if (chosen.kind === 'current') return current;
  const mail = chosen.kind === 'free' ? chosen.address : target;
  const { personKey } = asker;
  const left = desk.ownOf(personKey).all.find(({ state }) => state === 'mail');
  if (left !== undefined && left.address !== mail) desk.record({ ...left, state: 'former' });
  const kept = desk.ownOf(personKey).all.find(({ address }) => address === mail);
  if (kept === undefined || kept.state === 'former') {
    const reservedAt = desk.world.input.now;
    desk.record({ address: mail, personKey, nameKey: '', state: 'mail', reservedAt, renameOn: null });
  }
  return mail;
}
