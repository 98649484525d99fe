import type { AddressReservation } from '../../../models/ledger.ts';

/** The addresses that are kept for one person. */
export interface OwnAddresses {
  /** The one the account has or gets; null when only others are kept. */
  given: AddressReservation | null;
  /** All of them, also the given one, in the order of addresses. */
  all: readonly AddressReservation[];
}

/** The addresses that are kept, by whom they are kept for. */
export interface ReservationIndex {
  /** The address of somebody for whom only one is kept, as is so for nearly everybody. */
  onlyOf(personKey: string): AddressReservation | undefined;
  ownOf(personKey: string): OwnAddresses;
  /** Keeps an address, or changes what is kept of it. */
  put(reservation: AddressReservation): void;
}

export function indexReservations(reservations: readonly AddressReservation[]): ReservationIndex {
  // Built at every plan for everybody who ever had an address: lists are only made for those who have several.
  const single = new Map<string, AddressReservation>();
  const several = new Map<string, AddressReservation[]>();
  const put = (reservation: AddressReservation): void => {
    const { personKey, address } = reservation;
    const list = several.get(personKey);
    const only = single.get(personKey);
    if (list !== undefined) {
      const others = list.filter((other) => other.address !== address);
      several.set(personKey, [...others, reservation].sort(byAddress));
    } else if (only === undefined || only.address === address) single.set(personKey, reservation);
    else {
      single.delete(personKey);
      several.set(personKey, [only, reservation].sort(byAddress));
    }
  };
  for (const reservation of reservations) put(reservation);
  return {
    onlyOf: (personKey) => single.get(personKey),
    ownOf: (personKey) => {
      const only = single.get(personKey);
      const all = only === undefined ? (several.get(personKey) ?? []) : [only];
      return {
        given: all.filter(({ state }) => state === 'given').reduce<AddressReservation | null>(later, null),
        all,
      };
    },
    put,
  };
}

const byAddress = (a: AddressReservation, b: AddressReservation): number => (a.address < b.address ? -1 : 1);

/** There is one given address; should there ever be more, the last one counts. */
function later(found: AddressReservation | null, next: AddressReservation): AddressReservation {
  return found === null || next.reservedAt > found.reservedAt ? next : found;
}
