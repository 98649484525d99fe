import type { Person } from '../../models/person.ts';
import type { RequestDesk } from './request-desk.ts';

/** Everybody whom HR names, for lists. */
export interface Roster {
  everybody(): Promise<readonly Person[]>;
}

/** The store keeps everybody in memory and knows what changed: asking often costs nothing. */
export function createRoster({ stores }: Pick<RequestDesk, 'stores'>): Roster {
  return { everybody: async () => (await stores.people.loadAll()).people };
}
