import type { Person } from '../../models/person.ts';
import type { RequestDesk } from './request-desk.ts';

/** Everybody whom HR names, for lists. May be a minute old: whatever comes out of it is looked up afresh before it is believed. */
export interface Roster {
  everybody(): Promise<readonly Person[]>;
}

const mostPeople = 1_000_000;
const freshMs = 60_000;

/** Reads everybody at most once a minute, however many ask; while it is read anew the former list is good enough. */
export function createRoster({ stores, clock, logger }: Pick<RequestDesk, 'stores' | 'clock' | 'logger'>): Roster {
  let known: readonly Person[] | null = null;
  let readAt = 0;
  let reading: Promise<readonly Person[]> | null = null;
  const read = async (): Promise<readonly Person[]> => {
    try {
      known = await stores.people.search('', mostPeople);
      readAt = clock.now().getTime();
      return known;
    } finally {
      reading = null;
    }
  };
  return {
    everybody: async () => {
      if (known !== null && clock.now().getTime() - readAt < freshMs) return known;
      reading ??= read();
      if (known === null) return reading;
      reading.catch((error: unknown) => logger.warn({ error }, 'the list of people could not be read anew'));
      return known;
    },
  };
}
