import type { Sku } from '../../../models/account.ts';
import type { Person } from '../../../models/person.ts';
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

/** Whether somebody in this state takes a seat of the licence: directly, through a group that carries it, or as long as they keep it. */
export function takesSeat({ access, person }: Pick<PersonState, 'access' | 'person'>, sku: Sku, world: World): boolean {
  if (access === null) return holdsSeat(person, sku, world);
  const carriers = world.items.carriers.get(sku.skuId);
  if (carriers === undefined) return access.has(licenceKey(sku.skuId));
  return [...carriers].some((groupId) => access.has(groupKey(groupId)));
}

function holdsSeat({ personKey }: Person, { skuId }: Sku, { matches }: World): boolean {
  const match = matches.of(personKey);
  return match.kind === 'linked' && match.account.licences.some((licence) => licence.skuId === skuId);
}

/** The licences that a world's policy gives. */
export function managedSkus(world: World): Sku[] {
  return [...world.items.byKey.values()].flatMap((item) => (item.kind === 'licence' ? [item.sku] : []));
}

/** A world with the state of everybody in it. */
export interface Populated {
  world: World;
  states: readonly PersonState[];
}

/**
 * Seats that others take: what is taken in all, less what people in Instroom's care hold now. They stay taken, such as those of people who
 * are out of scope, protected or not in HR.
 */
export function seatsOfOthers(sku: Sku, { world, states }: Populated): number {
  const ours = states.filter(({ managed, person }) => managed && holdsSeat(person, sku, world)).length;
  return Math.max(0, sku.seats - sku.free - ours);
}

/** Licences that either of two worlds gives, with the seats that each needs. */
export function countSeats(before: Populated, after: Populated): SeatCount[] {
  const skus = new Map([...managedSkus(before.world), ...managedSkus(after.world)].map((sku) => [sku.skuId, sku]));
  return [...skus.values()].map((sku) => {
    const needed = countTakers(sku, after);
    const { reserve } = after.world.licencePolicyOf(sku);
    const short = Math.max(0, needed + seatsOfOthers(sku, after) + reserve - sku.seats);
    return { licence: sku.skuPartNumber, before: countTakers(sku, before), after: needed, seats: sku.seats, short };
  });
}

function countTakers(sku: Sku, { world, states }: Populated): number {
  return states.filter((state) => takesSeat(state, sku, world)).length;
}
