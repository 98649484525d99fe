import type { Actor } from '../../models/run.ts';

/** Whoever holds the key of the API. */
export const api: Actor = { kind: 'api', id: 'api', name: 'API' };
