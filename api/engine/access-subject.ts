import type { Account, AccountAttributes } from '../../models/account.ts';
import type { Employment, Person } from '../../models/person.ts';
import type { Standing } from './judge-standing.ts';
import type { AccessSubject } from './policy-access.ts';
import type { World } from './survey-world.ts';

/** Somebody as rules see them: HR's attributes over the account that is there, or over the address that one will be made under. */
export function accessSubject(
  person: Person,
  standing: Standing,
  around: { world: Pick<World, 'attributesOf'>; account: Account | null; address: string },
): AccessSubject {
  const { world, account, address } = around;
  const attributesIn = (employment: Employment): AccountAttributes =>
    world.attributesOf(person, employment)?.attributes ?? {};
  return {
    account,
    address,
    attributes: standing.primary === null ? {} : attributesIn(standing.primary),
    attributesIn,
    enabled: standing.enabled,
    entitling: standing.entitling,
  };
}
