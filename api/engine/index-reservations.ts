import type { AddressReservation } from '../../models/ledger.ts';

/** The addresses that are kept for one person. */
export interface OwnAddresses {
  /** The one the account has or gets; null when only others are kept. */
  given: AddressReservation | null;
  /** All of them, also the given one, in the order of addresses. */
  all: readonly AddressReservation[];
  /** Only the given one: nothing to wait for, and no alias to look after. */
  isSettled: boolean;
}

/** The addresses that are kept, by whom they are kept for. */
export function indexReservations(reservations: readonly AddressReservation[]): Map<string, OwnAddresses> {
  const lists = new Map<string, AddressReservation[]>();
  for (const reservation of reservations) {
    const list = lists.get(reservation.personKey);
    if (list === undefined) lists.set(reservation.personKey, [reservation]);
    else list.push(reservation);
  }
  const index = new Map<string, OwnAddresses>();
  for (const [personKey, list] of lists) index.set(personKey, ownAddresses(list));
  return index;
}

/** What somebody has, out of all that is kept for that person. */
export function ownAddresses(list: readonly AddressReservation[]): OwnAddresses {
  const [only] = list;
  if (only !== undefined && list.length === 1 && only.state === 'given') {
    return { given: only, all: list, isSettled: true };
  }
  const all = [...list].sort((a, b) => (a.address < b.address ? -1 : 1));
  const given = all.filter(({ state }) => state === 'given').reduce<AddressReservation | null>(later, null);
  return { given, all, isSettled: false };
}

/** There is one given address; should there ever be more, the last one counts. */
function later(found: AddressReservation | null, next: AddressReservation): AddressReservation {
  return found === null || next.reservedAt > found.reservedAt ? next : found;
}
