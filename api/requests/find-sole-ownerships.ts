import type { Account } from '../../models/account.ts';
import type { CatalogueItem } from '../../models/approvals.ts';
import { askedOfCatalogue } from './named-item.ts';

/**
 * What of the catalogue has this account for its only owner, by title. Owners in Entra are not read, so the catalogue is all that is known.
 */
export function findSoleOwnerships(
  account: Pick<Account, 'userPrincipalName' | 'mail'> | null,
  catalogue: readonly CatalogueItem[],
): string[] {
  if (account === null) return [];
  const own = [account.userPrincipalName, account.mail].flatMap((address) => address?.toLowerCase() ?? []);
  const isOnlyOwner = ({ owners }: CatalogueItem) =>
    owners.length > 0 && owners.every((owner) => own.includes(owner.toLowerCase()));
  return catalogue.filter(isOnlyOwner).map((entry) => askedOfCatalogue(entry).title);
}
