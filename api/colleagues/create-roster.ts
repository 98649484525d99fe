import type { Person } from '../../models/person.ts';
import type { Stores } from '../../models/stores.ts';

/** Everybody whom HR names, for lists; one for each process. */
export interface Roster {
  everybody(): Promise<readonly Person[]>;
}

/** Reads everybody again only when something changed since, however many ask. */
export function createRoster(stores: Pick<Stores, 'people' | 'revision'>): Roster {
  let known: { revision: number; people: Promise<readonly Person[]> } | null = null;
  return {
    everybody: async () => {
      const revision = await stores.revision();
      if (known === null || known.revision !== revision) {
        const people = stores.people.loadAll().then((all) => all.people);
        const reading = { revision, people };
        known = reading;
        // What could not be read is asked for again.
        people.catch(() => {
          if (known === reading) known = null;
        });
      }
      return known.people;
    },
  };
}
