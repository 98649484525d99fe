import { DefaultAzureCredential } from '@azure/identity';
import type { SettingStore } from '../models/stores.ts';
import type { Config } from './config.ts';
import type { ConnectorPlace } from './open-connectors.ts';
import { createSeal } from './secrets/create-seal.ts';
import { createSecrets } from './secrets/create-secrets.ts';
import { createSourceMemory } from './secrets/create-source-memory.ts';
import { findSealKey } from './secrets/find-seal-key.ts';
import { openKeyVault } from './secrets/open-key-vault.ts';

/** Secrets and memory of the sources, as the configuration has them. */
export async function openSourcePlace(
  config: Pick<Config, 'dataDir' | 'keyVaultUrl' | 'environment'>,
  settings: SettingStore,
): Promise<Pick<ConnectorPlace, 'secrets' | 'memoryOf'>> {
  const { keyVaultUrl, environment } = config;
  const vault = keyVaultUrl === null ? null : openKeyVault(keyVaultUrl, new DefaultAzureCredential());
  const secrets = createSecrets(environment, vault);
  const seal = createSeal(await findSealKey(secrets, config.dataDir));
  return { secrets, memoryOf: (sourceId) => createSourceMemory(settings, seal, sourceId) };
}
