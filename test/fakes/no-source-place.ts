import type { ConnectorPlace } from '../../api/open-connectors.ts';
import { createSecrets } from '../../api/secrets/create-secrets.ts';
import { createMemorySourceMemory } from './create-memory-source-memory.ts';

/** For sources that need no secret and push nothing. */
export const noSourcePlace: Pick<ConnectorPlace, 'secrets' | 'memoryOf' | 'scimUsers'> = {
  secrets: createSecrets({}, null),
  memoryOf: createMemorySourceMemory,
  scimUsers: { list: async () => [], find: async () => null, findByKeys: async () => [] },
};
