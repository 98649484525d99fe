import type { Account } from '../../../models/account.ts';
import { isProtected } from '../account/decide-disposition.ts';
import type { World } from '../survey-world.ts';

/** Why an account can be nobody's by acceptance, whoever it is for; null when it can. */
export function refuseLink(account: Account, world: World): string | null {
  const { texts } = world;
  const { userPrincipalName } = account;
  if (account.isGuest) return texts.isGuest(userPrincipalName);
  if (account.isSynced) return texts.isSynced(userPrincipalName);
  return isProtected(account, world) ? texts.isProtected(userPrincipalName) : null;
}
