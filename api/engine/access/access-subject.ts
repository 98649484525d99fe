import type { Account, AccountAttributes } from '../../../models/account.ts';
import type { Dossier } from '../dossiers.ts';
import { ownedAttributes } from '../matching/owned-attributes.ts';
import type { World } from '../survey-world.ts';
import type { AccessSubject } from './policy-access.ts';

const noAttributes: AccountAttributes = {};

/**
 * Somebody as rules see them: HR's attributes over the account that is there, or over the address that one will be made under.
 * @param around.managerId - the account of the manager as it will be, where that is known
 */
export function accessSubject(
  dossier: Dossier,
  around: {
    world: Pick<World, 'attributesOf' | 'input'>;
    account: Account | null;
    address: string;
    managerId?: string | null;
  },
): AccessSubject {
  const { world, account, address, managerId = account?.managerId ?? null } = around;
  const { standing } = dossier;
  return {
    dossier,
    account,
    address,
    attributes: standing.primary === null ? noAttributes : world.attributesOf(dossier, standing.primary).attributes,
    attributesOf: world.attributesOf,
    owned: ownedAttributes(dossier, world.input),
    enabled: standing.enabled,
    managerId,
  };
}
