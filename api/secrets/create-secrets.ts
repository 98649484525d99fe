import { readFile } from 'node:fs/promises';
import { InstroomError } from '../../models/errors.ts';
import type { Secrets } from '../../models/hr-connector.ts';

/** A place of last resort, such as a key vault. Null when it has no secret of that name; throws when it does not answer. */
export type SecretVault = (name: string) => Promise<string | null>;

/**
 * Secrets by name: the environment variable of that name; the file that `NAME_FILE` names, as containers mount them; the key vault.
 * Read each time they are asked for, so that a new one needs no restart. White space around them is not part of them.
 */
export function createSecrets(env: Readonly<Record<string, string | undefined>>, vault: SecretVault | null): Secrets {
  const find = async (name: string): Promise<string | null> =>
    env[name]?.trim() || (await fromFile(env[`${name}_FILE`], name)) || (await vault?.(name)) || null;
  return {
    find,
    read: async (name) => {
      const secret = await find(name);
      if (secret !== null) return secret;
      const places = [`the environment variable ${name}`, `the file that ${name}_FILE names`];
      if (vault !== null) places.push(`the secret ${vaultNameOf(name)} of the key vault`);
      throw new InstroomError('configuration', `The secret ${name} is not there.`, {
        advice: `Put it into ${places.join(', or ')}.`,
      });
    },
  };
}

async function fromFile(path: string | undefined, name: string): Promise<string | null> {
  if (!path?.trim()) return null;
  try {
    return (await readFile(path.trim(), 'utf8')).trim();
  } catch (cause) {
    throw new InstroomError('configuration', `The file that ${name}_FILE names cannot be read.`, {
      advice: 'Correct the path, or let the account that Instroom runs under read it.',
      cause,
    });
  }
}

/** A key vault takes letters, digits and dashes: https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates */
export const vaultNameOf = (name: string): string => name.toLowerCase().replaceAll('_', '-');
