import type { PlanMeasures } from '../measure-plan.ts';
import type { PlanInput } from '../survey-world.ts';

/**
 * The populations that limits are shares of, of everybody, without a survey: for a plan of some people, which must not be judged as if
 * there were nobody else. Memberships are those of all groups whose members were read.
 */
export function measureEverybody({
  people,
  setAside,
  directory,
  links,
}: Pick<PlanInput, 'people' | 'setAside' | 'directory' | 'links'>): PlanMeasures {
  const linkedTo = new Map(Array.from(links, ([personKey, accountId]) => [accountId, personKey]));
  const present = new Set(people.map(({ personKey }) => personKey));
  const unusable = new Set(setAside.flatMap(({ personKey }) => personKey ?? []));
  const owned = new Set<string>();
  const absent = new Set<string>();
  const unusableOwners = new Set<string>();
  let enabledAccounts = 0;
  for (const { id, stampedPersonKey, accountEnabled } of directory.accounts) {
    const owner = linkedTo.get(id) ?? stampedPersonKey;
    if (owner === null) continue;
    owned.add(id);
    if (accountEnabled) enabledAccounts += 1;
    if (unusable.has(owner)) unusableOwners.add(owner);
    else if (!present.has(owner)) absent.add(owner);
  }
  let memberships = 0;
  for (const { memberIds } of directory.groups) for (const id of memberIds ?? []) if (owned.has(id)) memberships += 1;
  return {
    people: people.length,
    setAside: unusable.size + setAside.filter(({ personKey }) => personKey === null).length,
    linkedAccounts: owned.size,
    enabledAccounts,
    memberships,
    absent: absent.size,
    setAsideWithAccount: unusableOwners.size,
  };
}
