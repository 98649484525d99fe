import type { Account, AccountAttributes } from '../../../models/account.ts';
import type { Person } from '../../../models/person.ts';
import type { Standing } from '../life/judge-standing.ts';
import { ownedAttributes } from '../matching/owned-attributes.ts';
import type { World } from '../survey-world.ts';
import type { AccessSubject } from './policy-access.ts';

const noAttributes: AccountAttributes = {};

/**
 * Somebody as rules see them: HR's attributes over the account that is there, or over the address that one will be made under.
 * @param around.managerId - the account of the manager as it will be, where that is known
 */
export function accessSubject(
  person: Person,
  standing: Standing,
  around: {
    world: Pick<World, 'attributesOf' | 'input' | 'matches'>;
    account: Account | null;
    address: string;
    managerId?: string | null;
  },
): AccessSubject {
  const { world, account, address, managerId = account?.managerId ?? null } = around;
  return {
    person,
    standing,
    account,
    address,
    attributes: standing.primary === null ? noAttributes : world.attributesOf(person, standing.primary).attributes,
    attributesOf: world.attributesOf,
    owned: ownedAttributes(person.personKey, world),
    enabled: standing.enabled,
    managerId,
  };
}
