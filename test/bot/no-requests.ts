import type { AccessDesk } from '../../models/access-desk.ts';
import type { AccessPasses } from '../../models/joiner.ts';
import type { RequestService } from '../../models/request-service.ts';

/** Where nobody has asked for anything, and nothing can be asked for. */
export const noRequests: RequestService = {
  ask: async () => ({ kind: 'refused' as const, why: { kind: 'not-for-you' as const } }),
  decide: async () => ({ kind: 'not-found' as const }),
  withdraw: async () => ({ kind: 'not-found' as const }),
  nudge: async () => ({ kind: 'not-found' as const }),
  find: async () => null,
  waitingFor: async () => [],
  askedBy: async () => [],
  list: async () => [],
};

/** Where nobody has or may have anything. */
export const noAccess: AccessDesk = {
  person: async () => null,
  personByAccount: async () => null,
  catalogueFor: async () => ({ offers: [], total: 0 }),
  offer: async () => null,
  absences: async () => [],
  absence: async () => null,
  colleaguesOf: async () => [],
  cutAccess: async () => null,
  grantsOf: async () => [],
  grant: async () => null,
  endGrant: async () => ({ kind: 'not-found' as const }),
};

/** Where nobody is anybody's manager. */
export const noPasses: AccessPasses = { reveal: async () => ({ kind: 'not-manager' as const }) };
