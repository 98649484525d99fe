import type { Sku } from '../../../models/account.ts';
import type { CalendarDate } from '../../../models/person.ts';
import { managedSkus, type Populated, seatsOfOthers, takesSeat } from '../access/count-seats.ts';
import type { PersonState } from './people-states.ts';

/** How many need a licence at the end of a day, and how many of them would have none. */
export interface LicenceForecast {
  licence: string;
  needed: number;
  seats: number;
  short: number;
}

interface Seats {
  /** Somebody is in another state from now on. */
  change(state: PersonState): void;
  /** Ends a day; gives the licences that are short at its end. */
  closeDay(date: CalendarDate): LicenceForecast[];
  history(): { licence: string; seats: number; need: { date: CalendarDate; needed: number; short: number }[] }[];
}

/** Keeps count of the seats that people need, day by day, from how things are today. */
export function startSeats(today: Populated): Seats {
  const { world } = today;
  const counters = managedSkus(world).map((sku) => startCounter(sku, today));
  return {
    change: (state) => {
      for (const { sku, takers } of counters) {
        if (takesSeat(state, sku, world)) takers.add(state.person.personKey);
        // Who is let go of but keeps what there is, keeps the seat meanwhile.
        else if (state.access !== null) takers.delete(state.person.personKey);
      }
    },
    closeDay: (date) =>
      counters.flatMap(({ sku, takers, taken, need }) => {
        const needed = takers.size;
        const short = Math.max(0, needed + taken - sku.seats);
        const last = need.at(-1);
        if (last?.needed !== needed || last.short !== short) need.push({ date, needed, short });
        return short > 0 ? [{ licence: sku.skuPartNumber, needed, seats: sku.seats, short }] : [];
      }),
    history: () => counters.map(({ sku, need }) => ({ licence: sku.skuPartNumber, seats: sku.seats, need })),
  };
}

interface Counter {
  sku: Sku;
  /** Who needs a seat, by person key. */
  takers: Set<string>;
  /** Seats that others hold, and those that the policy keeps back. */
  taken: number;
  need: { date: CalendarDate; needed: number; short: number }[];
}

function startCounter(sku: Sku, today: Populated): Counter {
  const { world, states } = today;
  const takers = states.filter((state) => takesSeat(state, sku, world)).map((state) => state.person.personKey);
  const taken = seatsOfOthers(sku, today) + world.licencePolicyOf(sku).reserve;
  return { sku, takers: new Set(takers), taken, need: [] };
}
