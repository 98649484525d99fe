import { type Note, type Operation, personOf } from '../../../models/plan.ts';
import type { World } from '../survey-world.ts';

/** Somebody who gets a licence by this plan, with their first day. */
interface Asker {
  operation: Operation;
  personKey: string;
  /** Who comes first by it has the first seat. */
  turn: string;
}

/**
 * Gives the free seats of each licence to those who start earliest, then in the order of person keys; who comes too late waits and is named.
 * Seats that this very plan sets free count from the next run on, when Entra says that they are free.
 * @returns the operations that keep their place, and notes on who waits and on licences that run short
 */
export function allocateSeats(
  operations: readonly Operation[],
  world: World,
): { operations: readonly Operation[]; notes: Note[] } {
  const askers = new Map<string, Asker[]>();
  for (const operation of operations) {
    if (operation.kind !== 'assign-licence' || operation.target.skuId === undefined) continue;
    const personKey = personOf(operation);
    const asker = { operation, personKey, turn: [world.standingOf(personKey).startsOn, personKey].join(' ') };
    const list = askers.get(operation.target.skuId);
    if (list === undefined) askers.set(operation.target.skuId, [asker]);
    else list.push(asker);
  }
  const notes: Note[] = [];
  const waiting = new Set<Operation>();
  for (const { sku } of managedSkus(world)) {
    const { reserve, warnBelow } = world.licencePolicyOf(sku);
    const asking = (askers.get(sku.skuId) ?? []).sort((a, b) => (a.turn < b.turn ? -1 : 1));
    const seatsLeft = sku.free - reserve - seatsByGroup(sku.skuId, operations, world);
    const seats = Math.max(0, seatsLeft);
    for (const { operation, personKey } of asking.slice(seats)) {
      waiting.add(operation);
      const text = world.texts.noSeat(world.nameOf(personKey), sku.skuPartNumber);
      notes.push({ kind: 'no-seat', personKey, text });
    }
    const left = seatsLeft - asking.length;
    if (left < 0) notes.push(note(world.texts.seatsMissing(sku.skuPartNumber, -left)));
    else if (left < warnBelow) notes.push(note(world.texts.fewSeats(sku.skuPartNumber, left)));
  }
  if (waiting.size === 0) return { operations, notes };
  return { operations: operations.filter((operation) => !waiting.has(operation)), notes };
}

/**
 * Seats that new members of the groups that carry a licence will take; who has the licence already takes no second one. Membership is not
 * held back: the group may give more than the seat.
 */
function seatsByGroup(skuId: string, operations: readonly Operation[], world: World): number {
  const carriers = world.items.carriers.get(skuId);
  if (carriers === undefined) return 0;
  const has = (accountId: string | null) =>
    world.accountsById.get(accountId ?? '')?.licences.some((licence) => licence.skuId === skuId) ?? false;
  return operations.filter(
    ({ kind, target }) =>
      kind === 'add-member' && target.groupId !== undefined && carriers.has(target.groupId) && !has(target.accountId),
  ).length;
}

const note = (text: string): Note => ({ kind: 'few-seats', personKey: null, text });

function managedSkus(world: World) {
  return [...world.items.byKey.values()].filter((item) => item.kind === 'licence');
}
