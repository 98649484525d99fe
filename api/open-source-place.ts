import { setTimeout as delay } from 'node:timers/promises';
import type { Stores } from '../models/stores.ts';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import type { ConnectorPlace } from './open-connectors.ts';
import { openCredential } from './open-credential.ts';
import { createSeal, type Seal } from './secrets/create-seal.ts';
import { createSecrets } from './secrets/create-secrets.ts';
import { createSourceMemory } from './secrets/create-source-memory.ts';
import { findSealKey } from './secrets/find-seal-key.ts';
import { openKeyVault } from './secrets/open-key-vault.ts';

/** Secrets and memory of the sources, as the configuration has them. The seal is looked for when a source first keeps a secret. */
export function openSourcePlace(
  config: Pick<Config, 'dataDir' | 'keyVaultUrl' | 'environment' | 'graph'>,
  { settings, jobs }: Pick<Stores, 'settings' | 'jobs'>,
): Pick<ConnectorPlace, 'secrets' | 'memoryOf'> {
  const { keyVaultUrl, environment } = config;
  const vault = keyVaultUrl === null ? null : openKeyVault(keyVaultUrl, openCredential(config));
  const secrets = createSecrets(environment, vault);
  let found: Seal | null = null;
  const seal = async () => (found ??= createSeal(await findSealKey(secrets, config.dataDir)));
  const sleep = async (ms: number) => void (await delay(ms));
  const parts = { settings, locks: jobs, clock: systemClock, sleep };
  return { secrets, memoryOf: (sourceId) => createSourceMemory(parts, seal, sourceId) };
}
