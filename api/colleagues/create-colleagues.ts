import type { Account } from '../../models/account.ts';
import type { Person, Unit } from '../../models/person.ts';
import type { Clock, Membership } from '../../models/ports.ts';
import type { Stores } from '../../models/stores.ts';
import { resolveManager } from '../engine/account/resolve-manager.ts';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import type { Colleague, Colleagues } from './colleagues.ts';
import { isOnLeave, judgePerson } from './judge-person.ts';

/** What is looked up of people. The policy is read anew each time. */
export interface ColleagueParts {
  stores: Pick<Stores, 'accounts' | 'people'>;
  /** Which directory accounts and links are those of. */
  directoryKey: string;
  loadPolicy(): Promise<CompiledPolicy>;
  membership: Membership;
  clock: Clock;
}

/** People as HR, Entra and the policy have them now, from the stores. */
export function createColleagues(parts: ColleagueParts): Colleagues {
  const { accounts, people } = parts.stores;
  const key = parts.directoryKey;
  const know = async (account: Account | null): Promise<Colleague | null> =>
    account === null ? null : toColleague(account, await accounts.findPersonKey(key, account.id));
  const byAccount: Colleagues['byAccount'] = async (id) => know(await accounts.findById(key, id));
  const byPerson: Colleagues['byPerson'] = async (personKey) => know(await accounts.findByPersonKey(key, personKey));
  const knowAll = async (found: readonly Account[]) =>
    (await Promise.all(found.map(know))).filter((colleague) => colleague !== null);
  return {
    byAccount,
    byPerson,
    byAddresses: async (addresses) => knowAll(await accounts.findByAddresses(key, addresses)),
    holders: async (role) => {
      const holders = await parts.membership.holders(role);
      return (await Promise.all(holders.map((holder) => byAccount(holder.aadObjectId)))).filter((one) => one !== null);
    },
    managerOf: async ({ personKey, managerId }) => {
      const named = personKey === null ? null : await managerKeyOf(personKey, parts);
      const manager = named === null ? null : await byPerson(named);
      return manager ?? (managerId === null ? null : byAccount(managerId));
    },
    isAway: async ({ personKey }) => {
      const person = personKey === null ? null : await people.find(personKey);
      if (person === null || person.leaves.length === 0) return false;
      const { policy } = await parts.loadPolicy();
      return isOnLeave(person, judgePerson(person, policy, parts.clock.now().toISOString()));
    },
    deputyOf: async ({ aadObjectId }) => {
      const account = await accounts.findById(key, aadObjectId);
      const address = account === null ? null : deputyAddress(account, await parts.loadPolicy());
      const [deputy] = address === null ? [] : await accounts.findByAddresses(key, [address]);
      return know(deputy ?? null);
    },
  };
}

function toColleague(account: Account, personKey: string | null): Colleague {
  return {
    aadObjectId: account.id,
    name: account.attributes.displayName ?? account.userPrincipalName,
    personKey,
    canAnswer: account.accountEnabled && !account.isGuest && account.deletedAt === null,
    managerId: account.managerId,
  };
}

function deputyAddress(account: Account, { policy }: CompiledPolicy): string | null {
  const own = [account.userPrincipalName, account.mail].flatMap((address) => address?.toLowerCase() ?? []);
  const named = Object.entries(policy.people.deputies ?? {}).find(([address]) => own.includes(address.toLowerCase()));
  return named?.[1] ?? null;
}

/** The person key of somebody's manager as HR has it: named, or the head of the unit; null when HR does not tell. */
export async function managerKeyOf(
  personKey: string,
  parts: Omit<ColleagueParts, 'membership'>,
): Promise<string | null> {
  const person = await parts.stores.people.find(personKey);
  if (person === null) return null;
  const { policy } = await parts.loadPolicy();
  const { primary } = judgePerson(person, policy, parts.clock.now().toISOString());
  if (primary === null) return null;
  const units = await unitsAbove(primary.unitKey, parts);
  const answer = resolveManager(person, primary, { units, known: () => true });
  return answer.kind === 'person' ? answer.personKey : null;
}

/** A unit with those it is part of, by key; a circle ends it. */
export async function unitsAbove(
  unitKey: string | undefined,
  { stores }: Pick<ColleagueParts, 'stores'>,
): Promise<Map<string, Unit>> {
  const units = new Map<string, Unit>();
  let next = unitKey;
  while (next !== undefined && !units.has(next)) {
    const unit = await stores.people.findUnit(next);
    if (unit === null) break;
    units.set(next, unit);
    next = unit.parentKey;
  }
  return units;
}

/** The keys of the units of all employments of somebody, with what they are part of. */
export async function unitsOf(person: Person, parts: Pick<ColleagueParts, 'stores'>): Promise<Map<string, Unit>> {
  const chains = await Promise.all(person.employments.map(({ unitKey }) => unitsAbove(unitKey, parts)));
  return new Map(chains.flatMap((chain) => [...chain]));
}
