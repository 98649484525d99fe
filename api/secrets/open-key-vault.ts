import type { TokenCredential } from '@azure/identity';
import { SecretClient } from '@azure/keyvault-secrets';
import { InstroomError } from '../../models/errors.ts';
import { type SecretVault, vaultNameOf } from './create-secrets.ts';

/** How long a secret of the vault, or that there is none, counts before it is looked at again: every pushed request asks. */
const freshMs = 5 * 60_000;

/**
 * Azure Key Vault, with the credential that Graph is reached with; it needs the role Key Vault Secrets User.
 * https://learn.microsoft.com/azure/key-vault/general/rbac-guide
 * @param now - milliseconds that only ever go up
 */
export function openKeyVault(url: string, credential: TokenCredential, now = () => performance.now()): SecretVault {
  const client = new SecretClient(url, credential);
  const known = new Map<string, { value: string | null; at: number }>();
  const keep = (name: string, value: string | null) => {
    known.set(name, { value, at: now() });
    return value;
  };
  return async (name) => {
    const fresh = known.get(name);
    if (fresh !== undefined && now() - fresh.at < freshMs) return fresh.value;
    try {
      const { value } = await client.getSecret(vaultNameOf(name));
      return keep(name, value ?? null);
    } catch (cause) {
      if ((cause as { statusCode?: number }).statusCode === 404) return keep(name, null);
      throw new InstroomError('configuration', `The key vault ${url} did not give the secret ${vaultNameOf(name)}.`, {
        advice: 'Check AZURE_KEY_VAULT_URL, and give Instroom the role Key Vault Secrets User there.',
        cause,
      });
    }
  };
}
