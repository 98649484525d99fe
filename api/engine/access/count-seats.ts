import type { Sku } from '../../../models/account.ts';
import type { PersonState } from '../outlook/people-states.ts';
import type { World } from '../survey-world.ts';
import { groupKey, licenceKey } from './items.ts';

/** Seats of one licence: how many people need one before and after, how many there are, and how many are lacking after. */
export interface SeatCount {
  licence: string;
  before: number;
  after: number;
  seats: number;
  short: number;
}

/** Whether somebody in this state takes a seat of the licence: directly, or through a group that carries it. */
export function takesSeat({ access }: Pick<PersonState, 'access'>, sku: Sku, world: World): boolean {
  if (access === null) return false;
  if (access.has(licenceKey(sku.skuId)) && !world.items.carriers.has(sku.skuId)) return true;
  for (const groupId of world.items.carriers.get(sku.skuId) ?? []) if (access.has(groupKey(groupId))) return true;
  return false;
}

/** The licences that a world's policy gives. */
export function managedSkus(world: World): Sku[] {
  return [...world.items.byKey.values()].flatMap((item) => (item.kind === 'licence' ? [item.sku] : []));
}

/**
 * Seats that people outside Instroom's care take: what is taken in all, less what accounts of ours hold now. They stay taken.
 */
export function seatsOfOthers(sku: Sku, world: World): number {
  let ours = 0;
  for (const account of world.input.directory.accounts) {
    if (world.matches.ownerOf(account.id) !== null && account.licences.some(({ skuId }) => skuId === sku.skuId))
      ours += 1;
  }
  return Math.max(0, sku.seats - sku.free - ours);
}

/** A world with the state of everybody in it. */
export interface Populated {
  world: World;
  states: readonly PersonState[];
}

/** Licences that either of two worlds gives, with the seats that each needs. */
export function countSeats(before: Populated, after: Populated): SeatCount[] {
  const skus = new Map([...managedSkus(before.world), ...managedSkus(after.world)].map((sku) => [sku.skuId, sku]));
  return [...skus.values()].map((sku) => {
    const needed = countTakers(sku, after);
    const { reserve } = after.world.licencePolicyOf(sku);
    const short = Math.max(0, needed + seatsOfOthers(sku, after.world) + reserve - sku.seats);
    return { licence: sku.skuPartNumber, before: countTakers(sku, before), after: needed, seats: sku.seats, short };
  });
}

function countTakers(sku: Sku, { world, states }: Populated): number {
  let takers = 0;
  for (const state of states) if (takesSeat(state, sku, world)) takers += 1;
  return takers;
}
