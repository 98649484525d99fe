import type { ConnectorPlace } from '../../api/open-connectors.ts';
import { createSecrets } from '../../api/secrets/create-secrets.ts';
import { createMemorySourceMemory } from './create-memory-source-memory.ts';

/** For sources that need no secret. */
export const noSourcePlace: Pick<ConnectorPlace, 'secrets' | 'memoryOf'> = {
  secrets: createSecrets({}, null),
  memoryOf: createMemorySourceMemory,
};
