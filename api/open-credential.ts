import { DefaultAzureCredential, type TokenCredential } from '@azure/identity';
import type { Config } from './config.ts';

/** Who Instroom is in Azure: the app registration or managed identity of the configuration, else whatever this machine signs in as. */
export function openCredential({ graph }: Pick<Config, 'graph'>): TokenCredential {
  if (graph.kind !== 'tenant') return new DefaultAzureCredential();
  const { tenantId, clientId, authorityHost } = graph;
  return new DefaultAzureCredential({
    tenantId,
    managedIdentityClientId: clientId,
    workloadIdentityClientId: clientId,
    authorityHost,
  });
}
