import { isGroupKey } from './access/items.ts';
import type { World } from './survey-world.ts';

/** How much there is of what a plan could change: the populations that limits are shares of. */
export interface PlanMeasures {
  people: number;
  setAside: number;
  linkedAccounts: number;
  enabledAccounts: number;
  memberships: number;
  /** People with an account who are not in the HR list. */
  absent: number;
  /** People with an account whose rows could not be used. */
  setAsideWithAccount: number;
}

export function measurePlan(world: World, absent: number): PlanMeasures {
  const { people, setAside, directory } = world.input;
  const setAsideKeys = new Set(setAside.flatMap((entry) => entry.personKey ?? []));
  const rowsOfNobody = setAside.filter((entry) => entry.personKey === null).length;
  const measures = {
    people: people.length,
    setAside: setAsideKeys.size + rowsOfNobody,
    linkedAccounts: 0,
    enabledAccounts: 0,
    memberships: 0,
    absent,
    setAsideWithAccount: 0,
  };
  const setAsideOwners = new Set<string>();
  for (const account of directory.accounts) {
    const owner = world.matches.ownerOf(account);
    if (owner === null) continue;
    measures.linkedAccounts += 1;
    if (account.accountEnabled) measures.enabledAccounts += 1;
    for (const key of world.held.of(account.id)) if (isGroupKey(key)) measures.memberships += 1;
    if (setAsideKeys.has(owner)) setAsideOwners.add(owner);
  }
  return { ...measures, setAsideWithAccount: setAsideOwners.size };
}
