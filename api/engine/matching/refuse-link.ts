import type { Account } from '../../../models/account.ts';
import type { MatchProblem } from '../../../models/match-problem.ts';
import { isProtected } from '../account/decide-disposition.ts';
import type { World } from '../survey-world.ts';

/** Why an account can be nobody's by acceptance, whoever it is for; null when it can. */
export function refuseLink(account: Account, world: World): MatchProblem | null {
  const { userPrincipalName: address } = account;
  if (account.isGuest) return { kind: 'guest', address };
  if (account.isSynced) return { kind: 'synced', address };
  return isProtected(account, world) ? { kind: 'protected', address } : null;
}
