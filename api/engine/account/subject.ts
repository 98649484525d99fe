import type { Account } from '../../../models/account.ts';
import type { OperationTarget } from '../../../models/plan.ts';

/** The account that is compared: there already, or still to be made under this address. */
export type Subject = { account: Account } | { account: null; address: string };

/** How an operation names the account it is about. */
export function targetOf(subject: Subject): OperationTarget {
  if (subject.account === null) return { accountId: null, userPrincipalName: subject.address };
  return { accountId: subject.account.id, userPrincipalName: subject.account.userPrincipalName };
}
